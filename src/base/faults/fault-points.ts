import { type Config, ConfigError } from '../config/index.js';

/** Moments at which a crash must neither lose nor repeat anything. */
const POINTS = [
  'after_commit_before_answer',
  'mid_relay',
  'before_effect',
  'after_effect_before_ack',
  'after_job_before_done',
  'before_send',
  'after_send_before_mark',
] as const;
type FaultPoint = (typeof POINTS)[number];

let armed: string | undefined;
let passes = 0;

/** Once, when a process starts. @throws ConfigError for a point that there isn't */
export function armFaults({ faultPoint: setting }: Config): void {
  if (!setting) return;
  if (!POINTS.some((point) => point === setting.point))
    throw new ConfigError(`FAULT_POINT can't be used: there is no ${setting.point}, only ${POINTS.join(', ')}.`);
  armed = setting.point;
  passes = setting.pass;
}

/** Where tests have the process die as a machine dies, by FAULT_POINT (docs/verification.md). Otherwise it does nothing. */
export function faultPoint(point: FaultPoint): void {
  if (point === armed && --passes === 0) process.kill(process.pid, 'SIGKILL');
}
