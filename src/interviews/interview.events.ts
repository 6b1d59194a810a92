import { eventKind } from '../base/events/index.js';

/** What every event of an interview tells. */
export interface InterviewHappening {
  readonly mentorId: string;
  readonly learnerId: string;
  /** Null: time did it, or somebody who is not to be told of. */
  readonly byId: string | null;
  /** The number of the revision that it made. */
  readonly revision: number;
}

export const InterviewBooked = eventKind<InterviewHappening>('InterviewBooked');
/** Nobody confirmed it in time. */
export const InterviewExpired = eventKind<InterviewHappening>('InterviewExpired');
export const InterviewConfirmed = eventKind<InterviewHappening>('InterviewConfirmed');
export const InterviewCancelled = eventKind<InterviewHappening>('InterviewCancelled');
export const InterviewDeclined = eventKind<InterviewHappening>('InterviewDeclined');
export const InterviewRescheduled = eventKind<InterviewHappening>('InterviewRescheduled');
export const AttendanceReported = eventKind<InterviewHappening>('AttendanceReported');
export const InterviewCompleted = eventKind<InterviewHappening>('InterviewCompleted');
export const DisputeResolved = eventKind<InterviewHappening>('DisputeResolved');
