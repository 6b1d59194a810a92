// Written by tools/generate.mjs from schema/ and test/contract/operations/.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Which mentors. */
export type MentorFilter = {
  /** With a start that could be booked now and lies before this instant. */
  availableBefore?: string | null | undefined;
  /** True: only the viewer's favourites. */
  favourited?: boolean | null | undefined;
  /** True: only those of whom the viewer has taken no interview that is completed. */
  notMetBefore?: boolean | null | undefined;
  /** Areas by number: with expertise in any of them. */
  areas?: Array<number> | null | undefined;
  /** Topics by slug: with expertise in any of them. */
  topics?: Array<string> | null | undefined;
  /** ISO 639-1 codes: speaking any of them. */
  languages?: Array<string> | null | undefined;
  /** True: only those whom the viewer follows. */
  followed?: boolean | null | undefined;
};

/** How mentors are ordered. */
export type MentorOrder =
  /** Strongest in what the filter asks for (in anything, without one) first. */
  | 'BEST_MATCH'
  /** Newest mentors first. */
  | 'NEWEST'
  /** Best rated first; those with fewer than five reviews last. */
  | 'RATING'
  /** Soonest next slot first, those without one last. */
  | 'NEXT_SLOT';

/** A day of the week (ISO 8601). */
export type Weekday =
  /** 1 */
  | 'MONDAY'
  /** 2 */
  | 'TUESDAY'
  /** 3 */
  | 'WEDNESDAY'
  /** 4 */
  | 'THURSDAY'
  /** 5 */
  | 'FRIDAY'
  /** 6 */
  | 'SATURDAY'
  /** 7 */
  | 'SUNDAY';

/** How a booking becomes firm. */
export type Confirmation =
  /** At once. */
  | 'INSTANT'
  /** When the mentor confirms it. */
  | 'BY_MENTOR';

/** The hours of a week. */
export type SetWeeklyHoursInput = {
  /** IANA name of the zone that the hours are meant in. */
  timeZone: string;
  /** At most 100 windows; none closes the week. */
  hours: Array<WeeklyWindowInput>;
  /** Only tells what would be: nothing of it stays. */
  preview?: boolean;
};

/** A window of one day of the week. */
export type WeeklyWindowInput = {
  /** The day that it begins on. */
  day: Weekday;
  /** When it begins. */
  start: string;
  /** When it ends, `24:00` at midnight; before the start it means the next day. */
  end: string;
};

/** What is offered, and on which terms. */
export type CreateOfferingInput = {
  /** A new one for each offering; sent again it changes nothing. */
  idempotencyKey: string;
  /** 3 to 100 characters. */
  title: string;
  /** At most 5,000 characters of Markdown. */
  description?: string | null | undefined;
  /** 15 to 240. */
  durationMinutes: number;
  /** 1 to 5 topics by slug. */
  topics: Array<string>;
  /** 5 to 240; 30 if absent. */
  stepMinutes?: number | null | undefined;
  /** 0 to 240; 0 if absent. */
  gapMinutes?: number | null | undefined;
  /** 0 to 43,200 (30 days); 720 (12 hours) if absent. */
  noticeMinutes?: number | null | undefined;
  /** 1 to 90; 28 if absent. */
  horizonDays?: number | null | undefined;
  /** 0 to 43,200 (30 days); 1,440 (one day) if absent. */
  cancelNoticeMinutes?: number | null | undefined;
  /** 0 to 10; 2 if absent. */
  maxReschedules?: number | null | undefined;
  /** INSTANT if absent. */
  confirmation?: Confirmation | null | undefined;
  /** 1 to 24; absent: no limit. */
  maxPerDay?: number | null | undefined;
  /** 1 to 100; absent: no limit. */
  maxPerWeek?: number | null | undefined;
  /** 1 to 100; absent: no limit. */
  maxPerLearner?: number | null | undefined;
  /** 1 to 20; 1 if absent. */
  capacity?: number | null | undefined;
  /** Whether learners who want any mentor of an area may be given it; false if absent. */
  forAnyMentor?: boolean | null | undefined;
  /** At most 10. */
  intakeQuestions?: Array<IntakeQuestionInput> | null | undefined;
  /** Where to meet; `{room}` in it stands for a name that nobody can guess, another one for each interview. */
  meetingUrl?: string | null | undefined;
};

/** Something to ask when booking. */
export type IntakeQuestionInput = {
  /** Of an earlier one that this takes the place of. */
  id?: string | number | null | undefined;
  /** At most 300 characters. */
  text: string;
  /** Whether an answer is needed to book. */
  required?: boolean;
};

/** Which dates have hours of their own. */
export type SetDateOverrideInput = {
  /** The first, or only, date where the mentor is. */
  date: string;
  /** The last one, at most a year later; absent: that one date. */
  until?: string | null | undefined;
  /** Wall time, at most 10; none closes the dates. */
  hours?: Array<LocalHoursInput> | null | undefined;
  /** The weekly hours hold again; leave `hours` out. */
  remove?: boolean;
  /** Only tells what would be: nothing of it stays. */
  preview?: boolean;
};

/** Hours of wall time. */
export type LocalHoursInput = {
  /** When they begin. */
  start: string;
  /** When they end, `24:00` at midnight; before the start it means the next day. */
  end: string;
};

/** What changes of an offering. */
export type UpdateOfferingInput = {
  /** Which. */
  offeringId: string | number;
  /** As it was when the change was thought of. */
  version: number;
  /** Whether it can be booked. */
  active?: boolean | null | undefined;
  /** 3 to 100 characters. */
  title?: string | null | undefined;
  /** At most 5,000 characters of Markdown. */
  description?: string | null | undefined;
  /** 15 to 240. */
  durationMinutes?: number | null | undefined;
  /** 1 to 5 topics by slug. */
  topics?: Array<string> | null | undefined;
  /** 5 to 240. */
  stepMinutes?: number | null | undefined;
  /** 0 to 240. */
  gapMinutes?: number | null | undefined;
  /** 0 to 43,200 (30 days). */
  noticeMinutes?: number | null | undefined;
  /** 1 to 90. */
  horizonDays?: number | null | undefined;
  /** 0 to 43,200 (30 days). */
  cancelNoticeMinutes?: number | null | undefined;
  /** 0 to 10. */
  maxReschedules?: number | null | undefined;
  /** How a booking becomes firm. */
  confirmation?: Confirmation | null | undefined;
  /** 1 to 24. */
  maxPerDay?: number | null | undefined;
  /** 1 to 100. */
  maxPerWeek?: number | null | undefined;
  /** 1 to 100. */
  maxPerLearner?: number | null | undefined;
  /** 1 to 20. */
  capacity?: number | null | undefined;
  /** Whether learners who want any mentor of an area may be given it. */
  forAnyMentor?: boolean | null | undefined;
  /** At most 10, all anew. */
  intakeQuestions?: Array<IntakeQuestionInput> | null | undefined;
  /** Where to meet. */
  meetingUrl?: string | null | undefined;
};

/** What to say, and to what. */
export type AddCommentInput = {
  /** A new one for each comment; sent again it changes nothing. */
  idempotencyKey: string;
  /** A post, question, answer or comment. */
  subjectId: string | number;
  /** At most 10 kB. */
  markdown: string;
};

/** What a link in a mail is for. It is good for nothing else. */
export type EmailLinkPurpose =
  /** To verify the address; it works for 24 hours. Nothing is sent to an address that is verified. */
  | 'VERIFY_EMAIL'
  /** To set a new password; it works for 30 minutes. */
  | 'RESET_PASSWORD';

/** To whom a link is to be sent, and what for. */
export type RequestEmailLinkInput = {
  /** The address of an account. */
  email: string;
  /** What the link is for. */
  purpose: EmailLinkPurpose;
};

/** The token of a link. */
export type VerifyEmailInput = {
  /** From the link, `token=...`. It works once. */
  token: string;
};

/** The token of a link, and the new password. */
export type ResetPasswordInput = {
  /** From the link, `token=...`. It works once, and not before the password is one that can be. */
  token: string;
  /** 8 to 128 characters, any; not one of those that everybody uses. */
  password: string;
};

/** Who, and how they will sign in. */
export type SignUpInput = {
  /** Not shown to anyone. */
  email: string;
  /** 8 to 128 characters, any; not one of those that everybody uses. */
  password: string;
  /** As others will see it, at most 80 characters. The handle is made from it. */
  name: string;
  /** IANA name, for example `Europe/Berlin`. */
  timeZone: string;
};

/** Credentials. */
export type SignInInput = {
  /** The address of the account. */
  email: string;
  /** Its password. */
  password: string;
};

/** Somebody else's sign-in that can be used here. */
export type SignInProvider =
  /** Google accounts, by OpenID Connect. */
  | 'GOOGLE'
  /** GitHub accounts, by OAuth 2. */
  | 'GITHUB'
  /** LinkedIn accounts, by OpenID Connect. */
  | 'LINKEDIN';

/** What came back from the browser, and what proves that it was meant for this client. */
export type SignInWithProviderInput = {
  /** The one that the sign-in was begun with. */
  provider: SignInProvider;
  /** From the query of the redirect; works once, within two minutes. */
  code: string;
  /** What `codeChallenge` was made from. */
  codeVerifier: string;
  /** IANA name, for a new account; `UTC` where it isn't given. */
  timeZone?: string | null | undefined;
  /** True adds the provider to the signed-in account, whose session goes on under the new tokens. It needs a sign-in of the last ten minutes. */
  link?: boolean;
};

/** Which session to refresh. */
export type RefreshSessionInput = {
  /** From `SignedIn`. */
  refreshToken: string;
};

/** Which sessions to end; with nothing given, the one that is asking. */
export type SignOutInput = {
  /** All of the account's. */
  everywhere?: boolean;
  /** Another device's. */
  sessionId?: string | number | null | undefined;
  /** Names this session when its access token has ended. */
  refreshToken?: string | null | undefined;
};

/** Which interviews. */
export type InterviewFilter = {
  /** In which role the viewer takes part; both if absent. */
  role?: InterviewRole | null | undefined;
  /** Any of them. */
  statuses?: Array<InterviewStatus> | null | undefined;
  /** Ending after this instant. */
  from?: string | null | undefined;
  /** Beginning before this instant. */
  to?: string | null | undefined;
};

/** The viewer's part in an interview. */
export type InterviewRole =
  /** Giving it. */
  | 'AS_MENTOR'
  /** Taking it. */
  | 'AS_LEARNER';

/** States of an interview that can be asked for. */
export type InterviewStatus =
  /** Waits for a confirmation. */
  | 'PENDING'
  /** Firm. */
  | 'CONFIRMED'
  /** Under way. */
  | 'IN_PROGRESS'
  /** Over. */
  | 'COMPLETED'
  /** Called off. */
  | 'CANCELLED'
  /** Not accepted by the mentor. */
  | 'DECLINED'
  /** Not confirmed in time. */
  | 'EXPIRED'
  /** The learner did not come. */
  | 'NO_SHOW_LEARNER'
  /** The mentor did not come. */
  | 'NO_SHOW_MENTOR'
  /** Nobody came. */
  | 'NO_SHOW_BOTH'
  /** The two contradict each other about who was there. */
  | 'DISPUTED';

/** How interviews are ordered. */
export type InterviewOrder =
  /** By start, earliest first. */
  | 'EARLIEST'
  /** By start, latest first. */
  | 'LATEST';

/** What to book. */
export type BookInterviewInput = {
  /** A new one for each booking; sent again it changes nothing. */
  idempotencyKey: string;
  /** What. */
  offeringId: string | number;
  /** When: the start of a slot. */
  startsAt: string;
  /** The learner's zone, for mails and calendars; IANA name. */
  timeZone: string;
  /** For the mentor: what the learner prepares for; at most 2,000 characters. */
  note?: string | null | undefined;
  /** At most 5 topics by slug that the learner wants to be asked about. */
  topics?: Array<string> | null | undefined;
  /** To `Offering.intakeQuestions`; the required ones must be there. */
  answers?: Array<IntakeAnswerInput> | null | undefined;
};

/** An answer to a question of the offering. */
export type IntakeAnswerInput = {
  /** Which question. */
  questionId: string | number;
  /** At most 2,000 characters. */
  answer: string;
};

/** Which interview to accept. */
export type ConfirmInterviewInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: string;
  /** The id of an `Interview`. */
  interviewId: string | number;
  /** As it was when the change was thought of. */
  version: number;
  /** For the other party, at most 1,000 characters. */
  reason?: string | null | undefined;
};

/** Which interview to decline. */
export type DeclineInterviewInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: string;
  /** The id of an `Interview`. */
  interviewId: string | number;
  /** As it was when the change was thought of. */
  version: number;
  /** For the other party, at most 1,000 characters. */
  reason?: string | null | undefined;
};

/** Which interview to call off. */
export type CancelInterviewInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: string;
  /** The id of an `Interview`. */
  interviewId: string | number;
  /** As it was when the change was thought of. */
  version: number;
  /** For the other party, at most 1,000 characters. */
  reason?: string | null | undefined;
};

/** Which interview to move, and to when. */
export type RescheduleInterviewInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: string;
  /** The id of an `Interview`. */
  interviewId: string | number;
  /** As it was when the change was thought of. */
  version: number;
  /** The start of a slot. */
  startsAt: string;
  /** For the other party, at most 1,000 characters. */
  reason?: string | null | undefined;
  /** For mentors: also to a time outside their hours. */
  outsideHours?: boolean;
};

/** Who was there, as one party saw it. */
export type ReportAttendanceInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: string;
  /** The id of an `Interview`. */
  interviewId: string | number;
  /** Who was there. */
  claim: AttendanceClaimKind;
  /** For moderators, should it be disputed; at most 1,000 characters. */
  note?: string | null | undefined;
};

/** Who was there. */
export type AttendanceClaimKind =
  /** The other party did not come. */
  | 'OTHER_ABSENT'
  /** The one who says so did not come. */
  | 'SELF_ABSENT'
  /** Both came. */
  | 'BOTH_PRESENT';

/** A way to be told. */
export type NotificationChannel =
  /** In the list of notifications, and live. */
  | 'IN_APP'
  /**
   * By mail to a verified address: one for each notification that is still unread and can still be seen. The link in it that ends
   * such mail switches the kind's `EMAIL` off. Mail about a booking (`INTERVIEW_BOOKED` to
   * `INTERVIEW_EXPIRED`) always comes.
   */
  | 'EMAIL'
  /** On the viewer's devices. */
  | 'PUSH';

/** Which notifications have been read. Neither field: all. */
export type MarkNotificationsReadInput = {
  /** These; at most 100. */
  ids?: Array<string | number> | null | undefined;
  /** The newest one that was shown: it and all older ones. */
  upTo?: string | number | null | undefined;
};

/** How the viewer wants to be told. */
export type SetNotificationPreferencesInput = {
  /** What changes; at most 100. */
  preferences: Array<NotificationPreferenceInput>;
};

/** A channel for a kind. */
export type NotificationPreferenceInput = {
  /** As `Notification.kind`. */
  kind: string;
  /** The channel. */
  channel: NotificationChannel;
  /** Whether to use it. `CONFLICT` for `EMAIL` of what always comes by mail, which can't be switched off. */
  enabled: boolean;
};

/** Which posts. */
export type PostFilter = {
  /** Areas by number: with a topic of any of them. */
  areas?: Array<number> | null | undefined;
  /** Topics by slug: with any of them. */
  topics?: Array<string> | null | undefined;
  /** By the person with this handle. */
  author?: string | null | undefined;
  /** True: only by people whom the viewer follows. */
  followed?: boolean | null | undefined;
  /** True: only what the viewer has bookmarked. */
  bookmarked?: boolean | null | undefined;
  /** PUBLISHED if absent; any other gives the viewer's own posts only. */
  statuses?: Array<PostStatus> | null | undefined;
};

/** States of a post that can be asked for. */
export type PostStatus =
  /** Not shown yet. */
  | 'DRAFT'
  /** Will be shown at a time to come. */
  | 'SCHEDULED'
  /** Shown to everybody. */
  | 'PUBLISHED'
  /** No longer shown. */
  | 'ARCHIVED'
  /** Taken from view by moderators. */
  | 'HIDDEN';

/** How posts are ordered. */
export type PostOrder =
  /** Latest published first. */
  | 'NEWEST'
  /** Most reactions first. */
  | 'TOP';

/** A draft. */
export type CreatePostInput = {
  /** A new one for each post; sent again it changes nothing. */
  idempotencyKey: string;
  /** 3 to 150 characters. The slug is made from it. */
  title: string;
  /** At most 60 kB. Code in fences, math between dollar signs. */
  markdown: string;
  /** 1 to 5 topics by slug, the most important first. */
  topics: Array<string>;
};

/** Which post to show, and when. */
export type PublishPostInput = {
  /** A new one for each time; sent again it changes nothing. */
  idempotencyKey: string;
  /** A post of the viewer. */
  postId: string | number;
  /** Absent: now. Sent again while the post is SCHEDULED it moves the time. */
  publishAt?: string | null | undefined;
};

/** Which questions. */
export type QuestionFilter = {
  /** True: only those that the viewer has never tried. */
  notAttempted?: boolean | null | undefined;
  /** Areas by number. */
  areas?: Array<number> | null | undefined;
  /** Topics by slug: with any of them. */
  topics?: Array<string> | null | undefined;
  /** Any of them. */
  difficulty?: Array<Difficulty> | null | undefined;
  /** Any of them. */
  kinds?: Array<QuestionKind> | null | undefined;
  /** By the person with this handle. */
  author?: string | null | undefined;
  /** PUBLISHED if absent; any other gives the viewer's own, to moderators everybody's. */
  statuses?: Array<QuestionStatus> | null | undefined;
};

/** How it went, by the learner's own judgement. */
export type Grade =
  /** Not known. */
  | 'AGAIN'
  /** Known with difficulty. */
  | 'HARD'
  /** Known. */
  | 'GOOD'
  /** Known at once. */
  | 'EASY';

/** Attempts to be kept. */
export type RecordAttemptsInput = {
  /** At most 100. */
  attempts: Array<AttemptInput>;
};

/** One attempt. */
export type AttemptInput = {
  /** Made by the client; the same when it is sent again. */
  id: string;
  /** At which question. */
  questionId: string | number;
  /** Which version of it was answered, of those that have been in the bank; the one that was in it at `at` if absent. */
  questionVersion?: number | null | undefined;
  /** How it went. */
  grade: Grade;
  /** When, by the client's clock. */
  at: string;
  /** How long it took. */
  durationMs?: number | null | undefined;
  /** Whether the answer was shown before the grade was given; false if absent. */
  answerRevealed?: boolean | null | undefined;
  /** Ids of the points of the rubric that the answer met. */
  rubricMet?: Array<string | number> | null | undefined;
};

/** Part of a question that is shown when asked for. */
export type RevealPart =
  /** One of the hints. */
  | 'HINT'
  /** The answer. */
  | 'ANSWER';

/** Reveals to be kept. */
export type RecordRevealsInput = {
  /** At most 100. */
  reveals: Array<RevealInput>;
};

/** One thing that was shown. */
export type RevealInput = {
  /** Made by the client; the same when it is sent again. */
  id: string;
  /** Of which question. */
  questionId: string | number;
  /** What. */
  part: RevealPart;
  /** Which hint, from 1 on; absent for the answer. */
  hint?: number | null | undefined;
  /** When, by the client's clock. */
  at: string;
};

/** Which request. */
export type RequestExportInput = {
  /** A new one for each request; sent again it changes nothing. */
  idempotencyKey: string;
};

/** Which account to delete. */
export type DeleteAccountInput = {
  /** The viewer's own, typed to confirm. */
  handle: string;
};

/** What brings messages to a device. */
export type PushPlatform =
  /** Apple Push Notification service. */
  | 'APNS'
  /** Firebase Cloud Messaging. */
  | 'FCM'
  /** Web Push, in browsers. */
  | 'WEB';

/** The device, as its platform knows it. */
export type RegisterPushDeviceInput = {
  /** `UNKNOWN` for one that nothing is sent to here; see `PushService.platforms`. */
  platform: PushPlatform;
  /** Of `APNS` and `FCM`: what the platform gave to the app. */
  token?: string | null | undefined;
  /** Of `WEB`: what the browser subscribed to. */
  webPush?: WebPushSubscriptionInput | null | undefined;
};

/** A `PushSubscription` of a browser. */
export type WebPushSubscriptionInput = {
  /** Its `endpoint`; https, at a push service on the Internet. */
  endpoint: string;
  /** Its key `p256dh`, in base64url. */
  p256dh: string;
  /** Its key `auth`, in base64url. */
  auth: string;
};

/** What may be decided about a question. */
export type QuestionVerdict =
  /** It is in the bank from now on, its facts checked. */
  | 'APPROVE'
  /** It isn't taken. */
  | 'REJECT'
  /** Its author, who may change it then, has to. A published question leaves the bank until that is done. */
  | 'ASK_FOR_MORE';

/** A decision about a question. */
export type DecideQuestionInput = {
  /** A new one for each decision; sent again it changes nothing. */
  idempotencyKey: string;
  /** Which; not one's own. */
  questionId: string | number;
  /** The version that the decision is about. */
  version: number;
  /** What. */
  decision: QuestionVerdict;
  /** Why, in a line of 3 to 500 characters, required unless APPROVE. Its author reads it; the audit log keeps it for ever. */
  reason?: string | null | undefined;
};

/** How hard a question is. */
export type Difficulty =
  /** Known to everybody who prepared. */
  | 'EASY'
  /** Asks for understanding. */
  | 'MEDIUM'
  /** Asks for depth or experience. */
  | 'HARD';

/** What a question asks for. */
export type QuestionKind =
  /** To explain an idea. */
  | 'CONCEPT'
  /** To weigh things against each other. */
  | 'COMPARE'
  /** To decide in a situation. */
  | 'SCENARIO'
  /** To work out a number. */
  | 'NUMERIC'
  /** To write code. */
  | 'CODE'
  /** To design a system. */
  | 'DESIGN'
  /** To find out what is wrong. */
  | 'DEBUG';

/** States of a question that can be asked for. */
export type QuestionStatus =
  /** Not submitted yet. */
  | 'DRAFT'
  /** Waits for a moderator. */
  | 'IN_REVIEW'
  /** A moderator asked its author for more. */
  | 'NEEDS_WORK'
  /** In the bank. */
  | 'PUBLISHED'
  /** Not taken into the bank. */
  | 'REJECTED'
  /** No longer in the bank. */
  | 'DEPRECATED'
  /** Taken from view by moderators. */
  | 'HIDDEN';

/** How questions are ordered. */
export type QuestionOrder =
  /** Latest published first. */
  | 'NEWEST'
  /** Easy ones first. */
  | 'EASIEST'
  /** Hard ones first. */
  | 'HARDEST'
  /** Those on the most asked topics first. */
  | 'MOST_ASKED';

/** A point of a rubric. */
export type RubricPointInput = {
  /** What a good answer contains, in a line. */
  text: string;
  /** What it is worth, 1 to 3. */
  points: number;
};

/** Where an interviewer would go next. */
export type FollowUpInput = {
  /** The next question. */
  prompt: string;
  /** What the answer shows. */
  probes: string;
};

/** A source. */
export type ReferenceInput = {
  /** Authors, title, year. */
  title: string;
  /** Where to read it: `http://` or `https://`. */
  url: string;
};

/** A question for the bank. */
export type SubmitQuestionInput = {
  /** A new one for each question; sent again it changes nothing. */
  idempotencyKey: string;
  /** The question, as an interviewer would put it: Markdown, at most 4 kB. The slug is made from it. */
  prompt: string;
  /** What it asks for. */
  kind: QuestionKind;
  /** How hard it is. */
  difficulty: Difficulty;
  /** 1 to 4 by slug, the most important first; the first gives the area. */
  topics: Array<string>;
  /** What one would say in half a minute: Markdown, at most 1 kB. */
  shortAnswer: string;
  /** The full answer: Markdown, at most 20 kB. */
  answer: string;
  /** 1 to 6 points. */
  rubric: Array<RubricPointInput>;
  /** At most 5, Markdown, each at most 1 kB. */
  hints?: Array<string> | null | undefined;
  /** At most 5, Markdown, each at most 1 kB. */
  commonMistakes?: Array<string> | null | undefined;
  /** At most 3. */
  followUps?: Array<FollowUpInput> | null | undefined;
  /** At most 10. */
  references?: Array<ReferenceInput> | null | undefined;
};

/** What changes of a question. What is absent stays; null empties a list, and is refused for what must be there. */
export type UpdateQuestionInput = {
  /** Which. */
  questionId: string | number;
  /** The version that the change was made to. */
  version: number;
  /** As in `submitQuestion`. The slug stays. */
  prompt?: string | null | undefined;
  /** What it asks for. */
  kind?: QuestionKind | null | undefined;
  /** How hard it is. */
  difficulty?: Difficulty | null | undefined;
  /** 1 to 4 by slug, the most important first; the first gives the area. */
  topics?: Array<string> | null | undefined;
  /** As in `submitQuestion`. */
  shortAnswer?: string | null | undefined;
  /** As in `submitQuestion`. */
  answer?: string | null | undefined;
  /** All its points. One with the text of a point that is there keeps its id. */
  rubric?: Array<RubricPointInput> | null | undefined;
  /** All of them. */
  hints?: Array<string> | null | undefined;
  /** All of them. */
  commonMistakes?: Array<string> | null | undefined;
  /** All of them. */
  followUps?: Array<FollowUpInput> | null | undefined;
  /** All of them. */
  references?: Array<ReferenceInput> | null | undefined;
};

/** An answer to a question. */
export type AddAnswerInput = {
  /** A new one for each answer; sent again it changes nothing. */
  idempotencyKey: string;
  /** A published question. */
  questionId: string | number;
  /** At most 20 kB. */
  markdown: string;
};

/** A vote. */
export type VoteInput = {
  /** Somebody else's answer. */
  answerId: string | number;
  /** 1 for it, -1 against it, 0 takes the vote back. */
  value: number;
};

/** What can be searched for. */
export type SearchKind =
  /** Prep posts. */
  | 'POST'
  /** Interview questions. */
  | 'QUESTION'
  /** Mentors. */
  | 'MENTOR';

export type SkillAreasQueryVariables = Exact<{ [key: string]: never; }>;


export type SkillAreasQuery = { skillAreas: Array<{ id: string, number: number, slug: string, name: string, summary: string, topics: Array<{ id: string, slug: string, name: string, aliases: Array<string> }> }> | null };

export type SkillAreaPageQueryVariables = Exact<{
  slug: string;
  after?: string | null | undefined;
}>;


export type SkillAreaPageQuery = { skillArea: { id: string, number: number, name: string, posts: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, slug: string, title: string, publishedAt: string | null, author: { id: string, handle: string, name: string, headline: string | null } | null, topics: Array<{ id: string, slug: string, name: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null, hasPreviousPage: boolean, startCursor: string | null } }, questions: { totalCount: number, nodes: Array<{ id: string, slug: string, prompt: string, difficulty: Difficulty, kind: QuestionKind }> } } | null };

export type AnyNodeQueryVariables = Exact<{
  id: string | number;
}>;


export type AnyNodeQuery = { node:
    | { __typename: 'Viewer', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'Mentor', id: string }
    | { __typename: 'Availability', id: string }
    | { __typename: 'Offering', id: string }
    | { __typename: 'BusyCalendar', id: string }
    | { __typename: 'Comment', id: string }
    | { __typename: 'Question', id: string }
    | { __typename: 'Encounter', id: string }
    | { __typename: 'Learner', id: string }
    | { __typename: 'SlotHold', id: string }
    | { __typename: 'SignInSession', id: string }
    | { __typename: 'Interview', id: string }
    | { __typename: 'DeadLetter', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'Post', id: string }
    | { __typename: 'Answer', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'Passkey', id: string }
    | { __typename: 'Profile', id: string }
    | { __typename: 'SkillArea', id: string }
    | { __typename: 'Practice', id: string }
    | { __typename: 'Card', id: string }
    | { __typename: 'QuestionSignals', id: string }
    | { __typename: 'DataExport', id: string }
    | { __typename: 'PushDevice', id: string }
    | { __typename: 'QuestionList', id: string }
    | { __typename: 'Topic', id: string }
    | { __typename: 'WaitlistEntry', id: string }
   | null };

export type SignUpMutationVariables = Exact<{
  input: SignUpInput;
}>;


export type SignUpMutation = { signUp:
    | { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, viewer: { id: string, email: string, emailVerified: boolean, roles: Array<string>, profile: { id: string, handle: string, name: string, headline: string | null } | null } }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'TooManyAttempts', code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn:
    | { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, viewer: { id: string, email: string, emailVerified: boolean, roles: Array<string>, profile: { id: string, handle: string, name: string, headline: string | null } | null } }
    | { __typename: 'TooManyAttempts', retryAt: string, code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
    | Record<PropertyKey, never>
   | null };

export type SignInWithProviderMutationVariables = Exact<{
  input: SignInWithProviderInput;
}>;


export type SignInWithProviderMutation = { signInWithProvider:
    | { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, viewer: { id: string, email: string, emailVerified: boolean, roles: Array<string>, profile: { id: string, handle: string, name: string, headline: string | null } | null } }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
    | Record<PropertyKey, never>
   | null };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { refreshSession:
    | { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, viewer: { id: string, email: string, emailVerified: boolean, roles: Array<string>, profile: { id: string, handle: string, name: string, headline: string | null } | null } }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SignOutMutationVariables = Exact<{
  input: SignOutInput;
}>;


export type SignOutMutation = { signOut:
    | { sessionsEnded: number }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RequestEmailLinkMutationVariables = Exact<{
  input: RequestEmailLinkInput;
}>;


export type RequestEmailLinkMutation = { requestEmailLink:
    | { nextLinkAt: string }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'TooManyAttempts', retryAt: string, code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type VerifyEmailMutationVariables = Exact<{
  input: VerifyEmailInput;
}>;


export type VerifyEmailMutation = { verifyEmail:
    | { email: string, viewer: { id: string, email: string, emailVerified: boolean } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword:
    | { sessionsEnded: number }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'TooManyAttempts', code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, email: string, emailVerified: boolean, roles: Array<string>, timeZone: string, signInMethods: Array<string>, eventCursor: string, profile: { bio: string | null, languages: Array<string>, id: string, handle: string, name: string, headline: string | null, links: Array<{ label: string, url: string }> } | null, sessions: Array<{ id: string, userAgent: string | null, lastUsedAt: string, current: boolean }>, latestExport: { id: string, status: string, requestedAt: string, downloadUrl: string | null, expiresAt: string | null } | null, notificationPreferences: Array<{ kind: string, channel: NotificationChannel, enabled: boolean }>, pushDevices: Array<{ id: string, platform: PushPlatform, lastSeenAt: string }> } | null };

export type RequestExportMutationVariables = Exact<{
  input: RequestExportInput;
}>;


export type RequestExportMutation = { requestExport:
    | { viewer: { id: string, latestExport: { id: string, status: string, requestedAt: string, downloadUrl: string | null, expiresAt: string | null } | null } }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DeleteAccountMutationVariables = Exact<{
  input: DeleteAccountInput;
}>;


export type DeleteAccountMutation = { deleteAccount:
    | { deletedId: string, interviewsCancelled: number }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type MentorsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: MentorFilter | null | undefined;
  orderBy?: MentorOrder | null | undefined;
}>;


export type MentorsQuery = { mentors: { totalCount: number, nodes: Array<{ id: string, nextSlotAt: string | null, profile: { id: string, handle: string, name: string, headline: string | null }, expertise: Array<{ level: number, topic: { id: string, slug: string, name: string } }>, rating: { average: number | null, count: number }, offerings: Array<{ id: string, title: string, durationMinutes: number }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PersonPageQueryVariables = Exact<{
  handle: string;
}>;


export type PersonPageQuery = { profile: { bioHtml: string | null, viewerFollows: boolean, id: string, handle: string, name: string, headline: string | null, links: Array<{ label: string, url: string }>, posts: { nodes: Array<{ id: string, slug: string, title: string }> }, mentor: { id: string, offerings: Array<{ id: string, title: string }> } | null } | null };

export type CreatePostMutationVariables = Exact<{
  input: CreatePostInput;
}>;


export type CreatePostMutation = { createPost:
    | { post: { id: string, slug: string, status: string, version: number, title: string, html: string, topics: Array<{ id: string, slug: string, name: string, area: { id: string, number: number } }> } }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type PublishPostMutationVariables = Exact<{
  input: PublishPostInput;
}>;


export type PublishPostMutation = { publishPost:
    | { post: { id: string, status: string, version: number, publishedAt: string | null, scheduledFor: string | null } }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type FeedQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: PostFilter | null | undefined;
  orderBy?: PostOrder | null | undefined;
}>;


export type FeedQuery = { posts: { edges: Array<{ cursor: string, node: { id: string, slug: string, title: string, status: string, publishedAt: string | null, scheduledFor: string | null, readingMinutes: number, commentCount: number, reactionCount: number, viewerHasBookmarked: boolean, author: { id: string, handle: string, name: string, headline: string | null } | null, topics: Array<{ id: string, slug: string, name: string }>, comments: { nodes: Array<{ id: string, html: string | null, createdAt: string, author: { id: string, handle: string, name: string, headline: string | null } | null }> } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PostPageQueryVariables = Exact<{
  slug: string;
  author: string;
  commentsAfter?: string | null | undefined;
}>;


export type PostPageQuery = { post: { id: string, slug: string, title: string, html: string, markdown: string, status: string, version: number, publishedAt: string | null, scheduledFor: string | null, viewerHasBookmarked: boolean, reactionCount: number, commentCount: number, author: { id: string, handle: string, name: string, headline: string | null } | null, topics: Array<{ id: string, slug: string, name: string }>, viewerCanEdit: { allowed: boolean, reason: string | null, until: string | null }, reactions: Array<{ kind: string, count: number, viewerHasReacted: boolean }>, comments: { nodes: Array<{ markdown: string | null, version: number, editedAt: string | null, replyCount: number, id: string, html: string | null, createdAt: string, viewerCanEdit: { allowed: boolean, reason: string | null, until: string | null }, replies: { nodes: Array<{ id: string, html: string | null, createdAt: string, author: { id: string, handle: string, name: string, headline: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, author: { id: string, handle: string, name: string, headline: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type AddCommentMutationVariables = Exact<{
  input: AddCommentInput;
}>;


export type AddCommentMutation = { addComment:
    | { comment: { version: number, id: string, html: string | null, createdAt: string, parent: { id: string, replyCount: number } | null, author: { id: string, handle: string, name: string, headline: string | null } | null }, edge: { cursor: string, node: { id: string } }, subject:
        | { __typename: 'Question', id: string, commentCount: number }
        | { __typename: 'Post', id: string, commentCount: number }
        | { __typename: 'Answer', id: string, commentCount: number }
       }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type QuestionsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: QuestionFilter | null | undefined;
  orderBy?: QuestionOrder | null | undefined;
}>;


export type QuestionsQuery = { questions: { totalCount: number, nodes: Array<{ id: string, slug: string, prompt: string, status: string, difficulty: Difficulty, kind: QuestionKind, viewerAttempts: number, area: { id: string, number: number, slug: string }, topics: Array<{ id: string, slug: string, name: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type QuestionPageQueryVariables = Exact<{
  slug: string;
}>;


export type QuestionPageQuery = { question: { id: string, slug: string, prompt: string, html: string, status: string, version: number, difficulty: Difficulty, kind: QuestionKind, hints: Array<string>, shortAnswer: string, answer: string | null, answerHtml: string, commonMistakes: Array<string>, verifiedAt: string | null, viewerHasBookmarked: boolean, area: { id: string, number: number, slug: string }, topics: Array<{ id: string, slug: string, name: string }>, rubric: Array<{ id: string, text: string, points: number }>, followUps: Array<{ prompt: string, probes: string }>, references: Array<{ title: string, url: string }>, viewerReveals: { hints: number, answer: boolean }, viewerCanEdit: { allowed: boolean, reason: string | null, until: string | null }, answers: { totalCount: number, nodes: Array<{ id: string, html: string, score: number, accepted: boolean, viewerVote: number, author: { id: string, handle: string, name: string, headline: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type SubmitQuestionMutationVariables = Exact<{
  input: SubmitQuestionInput;
}>;


export type SubmitQuestionMutation = { submitQuestion:
    | { question: { id: string, slug: string, status: string, version: number }, similar: Array<{ id: string, slug: string, prompt: string }> }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type UpdateQuestionMutationVariables = Exact<{
  input: UpdateQuestionInput;
}>;


export type UpdateQuestionMutation = { updateQuestion:
    | { question: { id: string, slug: string, status: string, version: number, prompt: string, html: string } }
    | { __typename: 'Stale', code: string, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { version: number, prompt: string, id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DecideQuestionMutationVariables = Exact<{
  input: DecideQuestionInput;
}>;


export type DecideQuestionMutation = { decideQuestion:
    | { question: { id: string, status: string, version: number, verifiedAt: string | null } }
    | { __typename: 'Stale', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type AddAnswerMutationVariables = Exact<{
  input: AddAnswerInput;
}>;


export type AddAnswerMutation = { addAnswer:
    | { answer: { id: string, html: string, score: number, accepted: boolean, viewerVote: number, author: { id: string, handle: string, name: string, headline: string | null } | null }, edge: { cursor: string, node: { id: string } }, question: { id: string, answerCount: number } | null }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type VoteMutationVariables = Exact<{
  input: VoteInput;
}>;


export type VoteMutation = { vote:
    | { answer: { id: string, score: number, viewerVote: number } }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SearchQueryVariables = Exact<{
  query: string;
  first: number;
  after?: string | null | undefined;
  kinds?: Array<SearchKind> | SearchKind | null | undefined;
}>;


export type SearchQuery = { search: { nodes: Array<{ score: number, snippet: string, item:
        | { __typename: 'Post', id: string, slug: string, title: string, author: { id: string, handle: string, name: string, headline: string | null } | null }
        | { __typename: 'Question', id: string, slug: string, prompt: string, topics: Array<{ id: string, slug: string, name: string }>, area: { id: string, number: number } }
        | { __typename: 'Mentor', id: string, profile: { id: string, handle: string, name: string, headline: string | null } }
       | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RecordAttemptsMutationVariables = Exact<{
  input: RecordAttemptsInput;
}>;


export type RecordAttemptsMutation = { recordAttempts:
    | { recorded: number, alreadyKnown: number, rejected: Array<{ id: string, code: string, message: string }>, cards: Array<{ id: string, dueAt: string | null, reps: number, lapses: number, question: { id: string, viewerAttempts: number } | null }>, practice: { id: string, dueCount: number, newToday: number, streakDays: number } | null }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RecordRevealsMutationVariables = Exact<{
  input: RecordRevealsInput;
}>;


export type RecordRevealsMutation = { recordReveals:
    | { recorded: number, alreadyKnown: number, rejected: Array<{ id: string, code: string, message: string }>, questions: Array<{ id: string, viewerReveals: { hints: number, answer: boolean } }> }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type PracticeQueueQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PracticeQueueQuery = { viewer: { id: string, practice: { id: string, dueCount: number, newToday: number, streakDays: number, queue: { nodes: Array<{ id: string, dueAt: string | null, reps: number, lapses: number, question: { id: string, slug: string, version: number, prompt: string, html: string, hints: Array<string>, shortAnswer: string, answerHtml: string, commonMistakes: Array<string>, rubric: Array<{ id: string, text: string, points: number }> } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type SetWeeklyHoursMutationVariables = Exact<{
  input: SetWeeklyHoursInput;
}>;


export type SetWeeklyHoursMutation = { setWeeklyHours:
    | { mentor: { id: string, availability: { id: string, timeZone: string, weeklyHours: Array<{ day: Weekday, start: string, end: string }> } | null }, interviewsNowOutside: Array<{ id: string, startsAt: string }> }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SetDateOverrideMutationVariables = Exact<{
  input: SetDateOverrideInput;
}>;


export type SetDateOverrideMutation = { setDateOverride:
    | { mentor: { id: string, availability: { id: string } | null }, overrides: Array<{ date: string, hours: Array<{ start: string, end: string }> }>, interviewsNowOutside: Array<{ id: string, startsAt: string }> }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type CreateOfferingMutationVariables = Exact<{
  input: CreateOfferingInput;
}>;


export type CreateOfferingMutation = { createOffering:
    | { offering: { id: string, version: number, active: boolean, title: string, description: string | null, durationMinutes: number, stepMinutes: number, gapMinutes: number, noticeMinutes: number, horizonDays: number, cancelNoticeMinutes: number, maxReschedules: number, confirmation: Confirmation, maxPerDay: number | null, maxPerWeek: number | null, meetingUrl: string | null, topics: Array<{ id: string, slug: string, name: string }> } }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type UpdateOfferingMutationVariables = Exact<{
  input: UpdateOfferingInput;
}>;


export type UpdateOfferingMutation = { updateOffering:
    | { offering: { id: string, version: number, active: boolean, title: string, description: string | null, durationMinutes: number, stepMinutes: number, gapMinutes: number, noticeMinutes: number, horizonDays: number, cancelNoticeMinutes: number, maxReschedules: number, confirmation: Confirmation, maxPerDay: number | null, maxPerWeek: number | null, meetingUrl: string | null, topics: Array<{ id: string, slug: string, name: string }> } }
    | { __typename: 'Stale', code: string, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string, version: number, active: boolean, title: string, description: string | null, durationMinutes: number, stepMinutes: number, gapMinutes: number, noticeMinutes: number, horizonDays: number, cancelNoticeMinutes: number, maxReschedules: number, confirmation: Confirmation, maxPerDay: number | null, maxPerWeek: number | null, meetingUrl: string | null, topics: Array<{ id: string, slug: string, name: string }> }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SlotsQueryVariables = Exact<{
  offeringId: string | number;
  from: string;
  to: string;
  timeZone: string;
}>;


export type SlotsQuery = { offering: { id: string, title: string, durationMinutes: number, confirmation: Confirmation, cancelNoticeMinutes: number, maxReschedules: number, slots: Array<{ startsAt: string, endsAt: string, startsAtLocal: string }> } | null };

export type BookInterviewMutationVariables = Exact<{
  input: BookInterviewInput;
}>;


export type BookInterviewMutation = { bookInterview:
    | { interview: { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> } }
    | { __typename: 'SlotTaken', code: string, message: string, nextSlots: Array<{ startsAt: string }> }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type ConfirmInterviewMutationVariables = Exact<{
  input: ConfirmInterviewInput;
}>;


export type ConfirmInterviewMutation = { confirmInterview:
    | { interview: { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> } }
    | { __typename: 'Stale', code: string, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DeclineInterviewMutationVariables = Exact<{
  input: DeclineInterviewInput;
}>;


export type DeclineInterviewMutation = { declineInterview:
    | { interview: { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> } }
    | { __typename: 'Stale', code: string, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type CancelInterviewMutationVariables = Exact<{
  input: CancelInterviewInput;
}>;


export type CancelInterviewMutation = { cancelInterview:
    | { interview: { cancelledLate: boolean | null, id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> } }
    | { __typename: 'Stale', code: string, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RescheduleInterviewMutationVariables = Exact<{
  input: RescheduleInterviewInput;
}>;


export type RescheduleInterviewMutation = { rescheduleInterview:
    | { interview: { rescheduleCount: number, id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> } }
    | { __typename: 'SlotTaken', code: string, message: string, nextSlots: Array<{ startsAt: string }> }
    | { __typename: 'Stale', code: string, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type ReportAttendanceMutationVariables = Exact<{
  input: ReportAttendanceInput;
}>;


export type ReportAttendanceMutation = { reportAttendance:
    | { interview: { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, attendanceClaims: Array<{ role: string, claim: string, at: string }>, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> } }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type MyInterviewsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: InterviewFilter | null | undefined;
  orderBy?: InterviewOrder | null | undefined;
}>;


export type MyInterviewsQuery = { viewer: { id: string, interviews: { nodes: Array<{ note: string | null, meetingUrl: string | null, rescheduleCount: number, cancelledLate: boolean | null, id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, lastChange: { at: string, kind: string, reason: string | null, by: { id: string, handle: string, name: string, headline: string | null } | null } | null, attendanceClaims: Array<{ role: string, claim: string, at: string }>, viewerCanConfirm: { allowed: boolean, reason: string | null, until: string | null }, viewerCanCancel: { allowed: boolean, reason: string | null, until: string | null }, viewerCanReschedule: { allowed: boolean, reason: string | null, until: string | null }, viewerCanReportAttendance: { allowed: boolean, reason: string | null, until: string | null }, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type NotificationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type NotificationsQuery = { viewer: { id: string, unreadNotificationCount: number, notifications: { nodes: Array<{ id: string, kind: string, readAt: string | null, createdAt: string, text: string, subject:
          | { __typename: 'Comment', id: string }
          | { __typename: 'Question', id: string }
          | { __typename: 'Interview', id: string }
          | { __typename: 'Post', id: string }
          | { __typename: 'Answer', id: string }
          | { __typename: 'WaitlistEntry', id: string }
         | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type MarkNotificationsReadMutationVariables = Exact<{
  input: MarkNotificationsReadInput;
}>;


export type MarkNotificationsReadMutation = { markNotificationsRead:
    | { viewer: { id: string, unreadNotificationCount: number } | null, notifications: Array<{ id: string, readAt: string | null }> }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SetNotificationPreferencesMutationVariables = Exact<{
  input: SetNotificationPreferencesInput;
}>;


export type SetNotificationPreferencesMutation = { setNotificationPreferences:
    | { viewer: { id: string, notificationPreferences: Array<{ kind: string, channel: NotificationChannel, enabled: boolean }> } | null }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RegisterPushDeviceMutationVariables = Exact<{
  input: RegisterPushDeviceInput;
}>;


export type RegisterPushDeviceMutation = { registerPushDevice:
    | { device: { id: string, platform: PushPlatform, lastSeenAt: string } | null }
    | { __typename: 'InvalidInput', code: string, message: string, fields: Array<{ path: Array<string>, code: string, message: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type ViewerEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ViewerEventsSubscription = { viewerEvents:
    | { __typename: 'InterviewEvent', cursor: string, interview: { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> } | null }
    | { __typename: 'NotificationReceived', cursor: string, notification: { id: string, kind: string, readAt: string | null, createdAt: string, text: string, subject:
          | { __typename: 'Comment', id: string }
          | { __typename: 'Question', id: string }
          | { __typename: 'Interview', id: string }
          | { __typename: 'Post', id: string }
          | { __typename: 'Answer', id: string }
          | { __typename: 'WaitlistEntry', id: string }
         | null } | null, viewer: { id: string, unreadNotificationCount: number } | null }
   };

export type EventsAfterQueryVariables = Exact<{
  first: number;
  after: string;
}>;


export type EventsAfterQuery = { viewer: { id: string, events: { nodes: Array<
        | { __typename: 'InterviewEvent', cursor: string, interview: { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> } | null }
        | { __typename: 'NotificationReceived', cursor: string, notification: { id: string, kind: string, readAt: string | null, createdAt: string, text: string, subject:
              | { __typename: 'Comment', id: string }
              | { __typename: 'Question', id: string }
              | { __typename: 'Interview', id: string }
              | { __typename: 'Post', id: string }
              | { __typename: 'Answer', id: string }
              | { __typename: 'WaitlistEntry', id: string }
             | null } | null, viewer: { id: string, unreadNotificationCount: number } | null }
      >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

type RefusalParts_Refused_Fragment = { __typename: 'Refused', code: string, message: string };

type RefusalParts_InvalidInput_Fragment = { __typename: 'InvalidInput', code: string, message: string };

type RefusalParts_Stale_Fragment = { __typename: 'Stale', code: string, message: string };

type RefusalParts_TooManyAttempts_Fragment = { __typename: 'TooManyAttempts', code: string, message: string };

type RefusalParts_SlotTaken_Fragment = { __typename: 'SlotTaken', code: string, message: string };

type RefusalParts_PackageRefused_Fragment = { __typename: 'PackageRefused', code: string, message: string };

export type RefusalPartsFragment =
  | RefusalParts_Refused_Fragment
  | RefusalParts_InvalidInput_Fragment
  | RefusalParts_Stale_Fragment
  | RefusalParts_TooManyAttempts_Fragment
  | RefusalParts_SlotTaken_Fragment
  | RefusalParts_PackageRefused_Fragment
;

export type ProfilePartsFragment = { id: string, handle: string, name: string, headline: string | null };

export type TopicPartsFragment = { id: string, slug: string, name: string };

export type SessionPartsFragment = { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, viewer: { id: string, email: string, emailVerified: boolean, roles: Array<string>, profile: { id: string, handle: string, name: string, headline: string | null } | null } };

export type CommentPartsFragment = { id: string, html: string | null, createdAt: string, author: { id: string, handle: string, name: string, headline: string | null } | null };

export type AnswerPartsFragment = { id: string, html: string, score: number, accepted: boolean, viewerVote: number, author: { id: string, handle: string, name: string, headline: string | null } | null };

export type InterviewPartsFragment = { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> };

export type AvailabilityPartsFragment = { id: string, timeZone: string, weeklyHours: Array<{ day: Weekday, start: string, end: string }> };

export type OfferingPartsFragment = { id: string, version: number, active: boolean, title: string, description: string | null, durationMinutes: number, stepMinutes: number, gapMinutes: number, noticeMinutes: number, horizonDays: number, cancelNoticeMinutes: number, maxReschedules: number, confirmation: Confirmation, maxPerDay: number | null, maxPerWeek: number | null, meetingUrl: string | null, topics: Array<{ id: string, slug: string, name: string }> };

type EventParts_InterviewEvent_Fragment = { __typename: 'InterviewEvent', cursor: string, interview: { id: string, status: string, startsAt: string, endsAt: string, confirmBy: string | null, version: number, viewerRole: string | null, mentor: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, learner: { id: string, profile: { id: string, handle: string, name: string, headline: string | null } } | null, offering: { id: string, title: string, durationMinutes: number } | null, topics: Array<{ id: string, slug: string, name: string }> } | null };

type EventParts_NotificationReceived_Fragment = { __typename: 'NotificationReceived', cursor: string, notification: { id: string, kind: string, readAt: string | null, createdAt: string, text: string, subject:
      | { __typename: 'Comment', id: string }
      | { __typename: 'Question', id: string }
      | { __typename: 'Interview', id: string }
      | { __typename: 'Post', id: string }
      | { __typename: 'Answer', id: string }
      | { __typename: 'WaitlistEntry', id: string }
     | null } | null, viewer: { id: string, unreadNotificationCount: number } | null };

export type EventPartsFragment =
  | EventParts_InterviewEvent_Fragment
  | EventParts_NotificationReceived_Fragment
;

export type NotificationPartsFragment = { id: string, kind: string, readAt: string | null, createdAt: string, text: string, subject:
    | { __typename: 'Comment', id: string }
    | { __typename: 'Question', id: string }
    | { __typename: 'Interview', id: string }
    | { __typename: 'Post', id: string }
    | { __typename: 'Answer', id: string }
    | { __typename: 'WaitlistEntry', id: string }
   | null };

/** Every operation of the contract that runs. */
export interface Operations {
  SkillAreas: { result: SkillAreasQuery; variables: SkillAreasQueryVariables };
  SkillAreaPage: { result: SkillAreaPageQuery; variables: SkillAreaPageQueryVariables };
  AnyNode: { result: AnyNodeQuery; variables: AnyNodeQueryVariables };
  SignUp: { result: SignUpMutation; variables: SignUpMutationVariables };
  SignIn: { result: SignInMutation; variables: SignInMutationVariables };
  SignInWithProvider: { result: SignInWithProviderMutation; variables: SignInWithProviderMutationVariables };
  RefreshSession: { result: RefreshSessionMutation; variables: RefreshSessionMutationVariables };
  SignOut: { result: SignOutMutation; variables: SignOutMutationVariables };
  RequestEmailLink: { result: RequestEmailLinkMutation; variables: RequestEmailLinkMutationVariables };
  VerifyEmail: { result: VerifyEmailMutation; variables: VerifyEmailMutationVariables };
  ResetPassword: { result: ResetPasswordMutation; variables: ResetPasswordMutationVariables };
  Viewer: { result: ViewerQuery; variables: ViewerQueryVariables };
  RequestExport: { result: RequestExportMutation; variables: RequestExportMutationVariables };
  DeleteAccount: { result: DeleteAccountMutation; variables: DeleteAccountMutationVariables };
  Mentors: { result: MentorsQuery; variables: MentorsQueryVariables };
  PersonPage: { result: PersonPageQuery; variables: PersonPageQueryVariables };
  CreatePost: { result: CreatePostMutation; variables: CreatePostMutationVariables };
  PublishPost: { result: PublishPostMutation; variables: PublishPostMutationVariables };
  Feed: { result: FeedQuery; variables: FeedQueryVariables };
  PostPage: { result: PostPageQuery; variables: PostPageQueryVariables };
  AddComment: { result: AddCommentMutation; variables: AddCommentMutationVariables };
  Questions: { result: QuestionsQuery; variables: QuestionsQueryVariables };
  QuestionPage: { result: QuestionPageQuery; variables: QuestionPageQueryVariables };
  SubmitQuestion: { result: SubmitQuestionMutation; variables: SubmitQuestionMutationVariables };
  UpdateQuestion: { result: UpdateQuestionMutation; variables: UpdateQuestionMutationVariables };
  DecideQuestion: { result: DecideQuestionMutation; variables: DecideQuestionMutationVariables };
  AddAnswer: { result: AddAnswerMutation; variables: AddAnswerMutationVariables };
  Vote: { result: VoteMutation; variables: VoteMutationVariables };
  Search: { result: SearchQuery; variables: SearchQueryVariables };
  RecordAttempts: { result: RecordAttemptsMutation; variables: RecordAttemptsMutationVariables };
  RecordReveals: { result: RecordRevealsMutation; variables: RecordRevealsMutationVariables };
  PracticeQueue: { result: PracticeQueueQuery; variables: PracticeQueueQueryVariables };
  SetWeeklyHours: { result: SetWeeklyHoursMutation; variables: SetWeeklyHoursMutationVariables };
  SetDateOverride: { result: SetDateOverrideMutation; variables: SetDateOverrideMutationVariables };
  CreateOffering: { result: CreateOfferingMutation; variables: CreateOfferingMutationVariables };
  UpdateOffering: { result: UpdateOfferingMutation; variables: UpdateOfferingMutationVariables };
  Slots: { result: SlotsQuery; variables: SlotsQueryVariables };
  BookInterview: { result: BookInterviewMutation; variables: BookInterviewMutationVariables };
  ConfirmInterview: { result: ConfirmInterviewMutation; variables: ConfirmInterviewMutationVariables };
  DeclineInterview: { result: DeclineInterviewMutation; variables: DeclineInterviewMutationVariables };
  CancelInterview: { result: CancelInterviewMutation; variables: CancelInterviewMutationVariables };
  RescheduleInterview: { result: RescheduleInterviewMutation; variables: RescheduleInterviewMutationVariables };
  ReportAttendance: { result: ReportAttendanceMutation; variables: ReportAttendanceMutationVariables };
  MyInterviews: { result: MyInterviewsQuery; variables: MyInterviewsQueryVariables };
  Notifications: { result: NotificationsQuery; variables: NotificationsQueryVariables };
  MarkNotificationsRead: { result: MarkNotificationsReadMutation; variables: MarkNotificationsReadMutationVariables };
  SetNotificationPreferences: { result: SetNotificationPreferencesMutation; variables: SetNotificationPreferencesMutationVariables };
  RegisterPushDevice: { result: RegisterPushDeviceMutation; variables: RegisterPushDeviceMutationVariables };
  ViewerEvents: { result: ViewerEventsSubscription; variables: ViewerEventsSubscriptionVariables };
  EventsAfter: { result: EventsAfterQuery; variables: EventsAfterQueryVariables };
}
