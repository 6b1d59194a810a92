/** A named step between states. */
export interface Transition<State extends string> {
  readonly from: readonly State[];
  readonly to: readonly State[];
}

/** All that can happen to a subject, as one table. */
export class Workflow<State extends string, Step extends string> {
  /** @throws Error for a state that nothing leads to, or that is neither left nor declared an end */
  constructor(
    readonly name: string,
    readonly initial: readonly State[],
    readonly ends: readonly State[],
    readonly transitions: Readonly<Record<Step, Transition<State>>>,
  ) {
    const steps = Object.values<Transition<State>>(transitions);
    const entered = new Set<State>([...initial, ...steps.flatMap(({ to }) => to)]);
    const left = new Set<State>(steps.flatMap(({ from }) => from));
    const unreachable = [...left, ...ends].filter((state) => !entered.has(state));
    const dead = [...entered].filter((state) => !left.has(state) && !ends.includes(state));
    if (unreachable.length > 0) throw new Error(`Workflow ${name}: nothing leads to ${unreachable.join(', ')}`);
    if (dead.length > 0) throw new Error(`Workflow ${name}: nothing leads on from ${dead.join(', ')}`);
  }

  allows(step: Step, state: State): boolean {
    return this.transitions[step].from.includes(state);
  }
}
