// Written by tools/generate.mjs from schema/*.graphql.
import type { Temporal } from 'temporal-polyfill';

export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant, in UTC with `Z` and milliseconds (microseconds where there are any): `2026-11-01T05:30:00.000Z`. Any offset is accepted in inputs. */
  DateTime: { input: Temporal.Instant; output: string; }
  /** A day of the calendar, without a time zone: `2026-11-01`. */
  LocalDate: { input: Temporal.PlainDate; output: string; }
  /** A time of day, without a date or time zone: `09:30`. As the end of a window `24:00` is allowed. */
  LocalTime: { input: string; output: string; }
  /** A time zone by its IANA name, for example `Europe/Berlin`. Aliases are accepted and kept as typed; offsets are not. */
  TimeZone: { input: string; output: string; }
  /** A UUID in its usual form; the client makes it. */
  UUID: { input: string; output: string; }
  /** An `http://` or `https://` address. */
  URL: { input: string; output: string; }
};

/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type Query = {
  /**
   * Starts at which the viewer could book some mentor, whoever it is: those of the offerings with `forAnyMentor` that fit, each start once.
   * From `from` on and before `to`: at most 62 days, and the first 1,500. What requires answers to questions isn't among them.
   */
  anyMentorSlots?: Maybe<Array<Slot>>;
  /** One offering by id. */
  offering?: Maybe<Offering>;
  /** Anything that has an `id`, by that id. */
  node?: Maybe<Node>;
  /** Several things by their ids, in the order given, each null where `node` would be. */
  nodes?: Maybe<Array<Maybe<Node>>>;
  /** What this operation costs and what the client has left; null where nothing is limited. */
  rateLimit?: Maybe<RateLimit>;
  /** The account that is asking; null without an access token. */
  viewer?: Maybe<Viewer>;
  /** The providers that people can sign in with here, in the order in which to offer them. */
  signInProviders: Array<OfferedProvider>;
  /** One interview by id, to its parties. */
  interview?: Maybe<Interview>;
  /** A person by handle. */
  profile?: Maybe<Profile>;
  /** A mentor by id. */
  mentor?: Maybe<Mentor>;
  /** Mentors, to find the right one. */
  mentors?: Maybe<MentorConnection>;
  /** One post by its author's handle and its slug. */
  post?: Maybe<Post>;
  /** Prep posts: everybody's published ones, or the viewer's own in other states. */
  posts?: Maybe<PostConnection>;
  /** What a client needs to know before it registers for push notifications. */
  pushService?: Maybe<PushService>;
  /** A list that somebody shows to whoever has the link. */
  questionList?: Maybe<QuestionList>;
  /** One question by its slug; in place of one that was merged into another, or left the bank with a successor, that one. */
  question?: Maybe<Question>;
  /** Published questions that read much like a text, the most alike first: to be shown before somebody submits it. Empty without an account. */
  similarQuestions?: Maybe<Array<Question>>;
  /** The question bank. */
  questions?: Maybe<QuestionConnection>;
  /** Published posts, questions and mentors that a text finds, the best first. Words may be begun, misspelled, abbreviated, British or American. */
  search?: Maybe<SearchHitConnection>;
  /** The seven areas that everything here hangs on, by number. */
  skillAreas?: Maybe<Array<SkillArea>>;
  /** One area by its slug. */
  skillArea?: Maybe<SkillArea>;
  /** One topic by its slug. */
  topic?: Maybe<Topic>;
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryAnyMentorSlotsArgs = {
  areas?: InputMaybe<Array<Scalars['Int']['input']>>;
  topics?: InputMaybe<Array<Scalars['String']['input']>>;
  durationMinutes: Scalars['Int']['input'];
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
  timeZone: Scalars['TimeZone']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryOfferingArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryInterviewArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryProfileArgs = {
  handle: Scalars['String']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryMentorArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryMentorsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MentorFilter>;
  orderBy?: InputMaybe<MentorOrder>;
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryPostArgs = {
  author: Scalars['String']['input'];
  slug: Scalars['String']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryPostsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PostFilter>;
  orderBy?: InputMaybe<PostOrder>;
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryQuestionListArgs = {
  key: Scalars['String']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryQuestionArgs = {
  slug: Scalars['String']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QuerySimilarQuestionsArgs = {
  prompt: Scalars['String']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryQuestionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuestionFilter>;
  orderBy?: InputMaybe<QuestionOrder>;
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QuerySearchArgs = {
  query: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  kinds?: InputMaybe<Array<SearchKind>>;
  areas?: InputMaybe<Array<Scalars['Int']['input']>>;
  difficulty?: InputMaybe<Array<Difficulty>>;
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QuerySkillAreaArgs = {
  slug: Scalars['String']['input'];
};


/** Reads. Whatever is not there, or may not be seen by the viewer, is null without an error. */
export type QueryTopicArgs = {
  slug: Scalars['String']['input'];
};

/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type Mutation = {
  /** Books with whichever mentor fits and is free, the one who has the least to do. */
  bookAnyMentor?: Maybe<BookAnyMentorResult>;
  /** Makes a key for a script of yours; see docs/clients/api-keys.md. Needs a sign-in of the last ten minutes. */
  createApiKey?: Maybe<CreateApiKeyResult>;
  /** Ends a key, within moments everywhere. */
  revokeApiKey?: Maybe<RevokeApiKeyResult>;
  /** Sets the hours of the week at which the mentor can be booked, all at once. */
  setWeeklyHours?: Maybe<SetWeeklyHoursResult>;
  /** Gives dates other hours than their day of the week, or none. */
  setDateOverride?: Maybe<SetDateOverrideResult>;
  /** Says where the mentor will be: on these dates their hours are wall time of that zone. */
  setTravel?: Maybe<SetTravelResult>;
  /** Says how much the mentor takes in all, and whether anything new just now. What is left out stays, null lifts it. */
  setCapacity?: Maybe<SetCapacityResult>;
  /** Changes an offering; what was booked before keeps its terms. What is left out stays, null clears it. */
  updateOffering?: Maybe<UpdateOfferingResult>;
  /** Offers a kind of mock interview. */
  createOffering?: Maybe<CreateOfferingResult>;
  /** Has a calendar elsewhere say when the mentor has no time. It is fetched soon, and every half an hour. */
  addBusyCalendar?: Maybe<AddBusyCalendarResult>;
  /** What a calendar says takes no time any more. */
  removeBusyCalendar?: Maybe<RemoveBusyCalendarResult>;
  /** Gives the viewer's calendar a new secret address; the old one leads nowhere from then on. */
  rotateCalendarFeed?: Maybe<RotateCalendarFeedResult>;
  /** Says something about a post, question or answer, or replies to a comment. */
  addComment?: Maybe<AddCommentResult>;
  /** Has a link sent to an address. The answer is the same, and as quick, whether or not there is an account with it. */
  requestEmailLink?: Maybe<RequestEmailLinkResult>;
  /** Verifies the address of an account by the link that was sent to it. It needs no access token. */
  verifyEmail?: Maybe<VerifyEmailResult>;
  /** Sets a new password by a link, verifies the address with it, and ends every session. Sign in afterwards. */
  resetPassword?: Maybe<ResetPasswordResult>;
  /** Sets another password, or the first one of an account that signs in otherwise, and signs out all other devices. `REAUTH_REQUIRED` unless signed in within the last ten minutes. */
  changePassword?: Maybe<ChangePasswordResult>;
  /** Begins a change of address: the old and the new one get a link each, and both have to confirm. Another change takes this one's place. `REAUTH_REQUIRED` unless signed in within the last ten minutes. */
  changeEmail?: Maybe<ChangeEmailResult>;
  /** Confirms a change of address by a link, as one of its two addresses. It needs no access token. */
  confirmEmailChange?: Maybe<ConfirmEmailChangeResult>;
  /** Says that the viewer was asked a question in an interview. Said twice it is said once. */
  recordEncounter?: Maybe<RecordEncounterResult>;
  /** Takes back what `recordEncounter` said. */
  removeEncounter?: Maybe<RemoveEncounterResult>;
  /** Keeps a mentor among the viewer's favourites, which nobody else sees. Done twice it is as done once. */
  favouriteMentor?: Maybe<FavouriteMentorResult>;
  /** Takes a mentor from the viewer's favourites. */
  unfavouriteMentor?: Maybe<UnfavouriteMentorResult>;
  /** Keeps a slot for the viewer for 10 minutes, while they fill the form. A learner has one hold: a new one takes its place. */
  holdSlot?: Maybe<HoldSlotResult>;
  /** Gives a held slot back before its time is over. Booking it uses the hold up by itself. */
  releaseSlot?: Maybe<ReleaseSlotResult>;
  /** Makes an account and signs it in. */
  signUp?: Maybe<SignUpResult>;
  /** Signs in with e-mail address and password. */
  signIn?: Maybe<SignInResult>;
  /** Signs in whom a provider vouches for, and makes their account where they have none; with `link`, adds the provider to the account that asks. */
  signInWithProvider?: Maybe<SignInWithProviderResult>;
  /** Takes a provider away from the account. Its last way to sign in stays. */
  unlinkProvider?: Maybe<UnlinkProviderResult>;
  /** Gives a new access token and a new refresh token for the old one, which is spent. */
  refreshSession?: Maybe<RefreshSessionResult>;
  /** Ends this session, another one of the account's, or all; within moments, whatever access tokens are still about. */
  signOut?: Maybe<SignOutResult>;
  /** Books a mock interview at one of the offering's slots. */
  bookInterview?: Maybe<BookInterviewResult>;
  /** Accepts a request, or the time that the mentor moved an interview to. */
  confirmInterview?: Maybe<ConfirmInterviewResult>;
  /** Declines a request; for a learner, the time that the mentor moved an interview to, which cancels it. */
  declineInterview?: Maybe<DeclineInterviewResult>;
  /** Calls an interview off, before it begins. */
  cancelInterview?: Maybe<CancelInterviewResult>;
  /** Moves an interview to another time; it stays the same one. */
  rescheduleInterview?: Maybe<RescheduleInterviewResult>;
  /** Says who was there: from 10 minutes after the start until 72 hours after the end, once for each party. */
  reportAttendance?: Maybe<ReportAttendanceResult>;
  /** Decides who was there, where the two contradict each other. */
  resolveDispute?: Maybe<ResolveDisputeResult>;
  /** Gives somebody a role, or a moderator another area. For admins who have signed in within the last ten minutes. The person gets a mail. */
  grantRole?: Maybe<GrantRoleResult>;
  /** Takes a role from somebody; not one's own, and not the last admin's. For admins who have signed in within the last ten minutes. The person gets a mail. */
  revokeRole?: Maybe<RevokeRoleResult>;
  /** Shuts somebody out: their sessions end, and only moderators see them. For moderators of all areas; only admins may suspend moderators and admins. The person gets a mail. */
  suspendAccount?: Maybe<SuspendAccountResult>;
  /** Lets somebody in again who was suspended. The person gets a mail. */
  reinstateAccount?: Maybe<ReinstateAccountResult>;
  /** Has a dead letter done again, once its cause is gone. If it fails again, it comes back as another one. */
  retryDeadLetter?: Maybe<RetryDeadLetterResult>;
  /** Marks notifications as read: some, all up to one, or all. Those that were read stay as they were. */
  markNotificationsRead?: Maybe<MarkNotificationsReadResult>;
  /** Switches channels on and off by kind; those not named stay. */
  setNotificationPreferences?: Maybe<SetNotificationPreferencesResult>;
  /** Says how often the viewer wants the digest. */
  setDigestFrequency?: Maybe<SetDigestFrequencyResult>;
  /**
   * Books several interviews, weeks apart, at the same time of the learner's clock. Each is booked or refused by itself; with
   * `allOrNothing` none is booked when one can't be.
   */
  bookPackage?: Maybe<BookPackageResult>;
  /** Begins to add a passkey: options for the browser. Needs a sign-in of the last ten minutes. */
  startPasskeyRegistration?: Maybe<StartPasskeyRegistrationResult>;
  /** Ends that with what the browser made, within five minutes. Needs a sign-in of the last ten minutes. */
  finishPasskeyRegistration?: Maybe<FinishPasskeyRegistrationResult>;
  /** Begins to sign in with a passkey; the device says whose it is. */
  startPasskeySignIn?: Maybe<StartPasskeySignInResult>;
  /** Ends that with what the browser signed, within five minutes. A passkey counts as both factors: no code is asked for. */
  finishPasskeySignIn?: Maybe<FinishPasskeySignInResult>;
  /** Takes a passkey away, unless it is the last way to sign in. Needs a sign-in of the last ten minutes. */
  removePasskey?: Maybe<RemovePasskeyResult>;
  /** Begins a draft, which its author alone sees. */
  createPost?: Maybe<CreatePostResult>;
  /** Shows a post to everybody, now or at a time to come. */
  publishPost?: Maybe<PublishPostResult>;
  /** Keeps attempts, made with or without a connection: at most 100, in any order. Sending one again changes nothing; one that can't be taken doesn't hold up the others. */
  recordAttempts?: Maybe<RecordAttemptsResult>;
  /** Keeps what was shown: at most 100, in any order, taken as attempts are. */
  recordReveals?: Maybe<RecordRevealsResult>;
  /** Takes back the viewer's last attempt, as if it had not been made. Asked for again, it is the same answer. */
  undoAttempt?: Maybe<UndoAttemptResult>;
  /** Takes a card out of the queue until it is taken up again. */
  suspendCard?: Maybe<SuspendCardResult>;
  /** Takes a card up again that was suspended, by the viewer or as a leech. */
  resumeCard?: Maybe<ResumeCardResult>;
  /** Changes how much is asked a day, goals, and what is planned for. What is absent stays; null clears goals, `interviewOn` and `minutesPerDay`, and gives the others their usual value. */
  updatePracticeSettings?: Maybe<UpdatePracticeSettingsResult>;
  /** Asks for everything that is kept of the account, as a zip of JSON files. One at a time, and one a day. */
  requestExport?: Maybe<RequestExportResult>;
  /**
   * Deletes the account at once and for good: ends every session, cancels interviews to come, deletes what is personal. Published posts,
   * questions, answers and comments stay without a name.
   */
  deleteAccount?: Maybe<DeleteAccountResult>;
  /**
   * Has notifications pushed to this device from now on, for as long as the session lives. To be called at each start of a client: a
   * device that is known is seen anew, and one of another session or account moves to this one.
   */
  registerPushDevice?: Maybe<RegisterPushDeviceResult>;
  /** Pushes nothing to a device any more. */
  removePushDevice?: Maybe<RemovePushDeviceResult>;
  /** Makes a list of questions, for oneself. */
  createQuestionList?: Maybe<CreateQuestionListResult>;
  /** Changes the title of a list, or what is in it and in which order. */
  updateQuestionList?: Maybe<UpdateQuestionListResult>;
  /** Deletes a list. */
  deleteQuestionList?: Maybe<DeleteQuestionListResult>;
  /** Shows a list to whoever has its link, or no longer. Each time it is shared it gets another link, and the one before leads nowhere. */
  shareQuestionList?: Maybe<ShareQuestionListResult>;
  /** Takes a question into the bank, or not, or asks its author for more: for moderators of its area. Its author is told what and why. */
  decideQuestion?: Maybe<DecideQuestionResult>;
  /** Takes a question out of the bank, with another in its place if there is one: for moderators of its area. What hangs on it stays. */
  deprecateQuestion?: Maybe<DeprecateQuestionResult>;
  /** Makes two questions one: answers with their votes, comments, bookmarks, encounters and places in lists go to the one that stays, and the other's address leads there. For moderators of both areas; there is no way back. */
  mergeQuestion?: Maybe<MergeQuestionResult>;
  /** Says that a question's facts were checked today: for moderators of its area. */
  verifyQuestion?: Maybe<VerifyQuestionResult>;
  /** Puts a question before the moderators. */
  submitQuestion?: Maybe<SubmitQuestionResult>;
  /** Changes a question: its author's while they were asked for more, which submits it again; any for moderators of its area. A published one is at its next version then. */
  updateQuestion?: Maybe<UpdateQuestionResult>;
  /** Answers a question, for all to see. */
  addAnswer?: Maybe<AddAnswerResult>;
  /** Votes for or against somebody else's answer, or takes the vote back. */
  vote?: Maybe<VoteResult>;
  /** Chooses the best answer, in place of the one before, or takes that back: for the question's author and for moderators of its area. */
  acceptAnswer?: Maybe<AcceptAnswerResult>;
  /** Begins to add an authenticator app: shows a new secret, once. Nothing is asked for until `confirmTotp`. Needs a sign-in of the last ten minutes. */
  startTotp?: Maybe<StartTotpResult>;
  /** Ends that with a code from the app, within ten minutes. From then on signing in with a password or a provider asks for one. */
  confirmTotp?: Maybe<ConfirmTotpResult>;
  /** Takes app and backup codes away. Needs a sign-in of the last ten minutes. */
  removeTotp?: Maybe<RemoveTotpResult>;
  /** Ten new backup codes; the old ones are void. Needs a sign-in of the last ten minutes. */
  regenerateBackupCodes?: Maybe<RegenerateBackupCodesResult>;
  /** The second half of a sign-in that answered `SecondFactorRequired`. */
  completeSignIn?: Maybe<CompleteSignInResult>;
  /**
   * Waits for a time of an offering to become free. The first who waits and can take it gets it offered: it is kept for them for 30
   * minutes, as `slotHold`, and they are told (`SLOT_OFFERED`). Who waits for the offering already keeps their place, with the new times.
   */
  joinWaitlist?: Maybe<JoinWaitlistResult>;
  /** Waits no longer; what is kept for the viewer goes to the next. */
  leaveWaitlist?: Maybe<LeaveWaitlistResult>;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationBookAnyMentorArgs = {
  input: BookAnyMentorInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSetWeeklyHoursArgs = {
  input: SetWeeklyHoursInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSetDateOverrideArgs = {
  input: SetDateOverrideInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSetTravelArgs = {
  input: SetTravelInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSetCapacityArgs = {
  input: SetCapacityInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationUpdateOfferingArgs = {
  input: UpdateOfferingInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationCreateOfferingArgs = {
  input: CreateOfferingInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationAddBusyCalendarArgs = {
  input: AddBusyCalendarInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRemoveBusyCalendarArgs = {
  input: RemoveBusyCalendarInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRotateCalendarFeedArgs = {
  input: RotateCalendarFeedInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationAddCommentArgs = {
  input: AddCommentInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRequestEmailLinkArgs = {
  input: RequestEmailLinkInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationVerifyEmailArgs = {
  input: VerifyEmailInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationChangeEmailArgs = {
  input: ChangeEmailInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationConfirmEmailChangeArgs = {
  input: ConfirmEmailChangeInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRecordEncounterArgs = {
  input: RecordEncounterInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRemoveEncounterArgs = {
  input: RemoveEncounterInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationFavouriteMentorArgs = {
  input: FavouriteMentorInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationUnfavouriteMentorArgs = {
  input: UnfavouriteMentorInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationHoldSlotArgs = {
  input: HoldSlotInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationReleaseSlotArgs = {
  input: ReleaseSlotInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSignUpArgs = {
  input: SignUpInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSignInArgs = {
  input: SignInInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSignInWithProviderArgs = {
  input: SignInWithProviderInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationUnlinkProviderArgs = {
  input: UnlinkProviderInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSignOutArgs = {
  input: SignOutInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationBookInterviewArgs = {
  input: BookInterviewInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationConfirmInterviewArgs = {
  input: ConfirmInterviewInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationDeclineInterviewArgs = {
  input: DeclineInterviewInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationCancelInterviewArgs = {
  input: CancelInterviewInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRescheduleInterviewArgs = {
  input: RescheduleInterviewInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationReportAttendanceArgs = {
  input: ReportAttendanceInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationResolveDisputeArgs = {
  input: ResolveDisputeInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationGrantRoleArgs = {
  input: GrantRoleInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRevokeRoleArgs = {
  input: RevokeRoleInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSuspendAccountArgs = {
  input: SuspendAccountInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationReinstateAccountArgs = {
  input: ReinstateAccountInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRetryDeadLetterArgs = {
  input: RetryDeadLetterInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationMarkNotificationsReadArgs = {
  input: MarkNotificationsReadInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSetNotificationPreferencesArgs = {
  input: SetNotificationPreferencesInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSetDigestFrequencyArgs = {
  input: SetDigestFrequencyInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationBookPackageArgs = {
  input: BookPackageInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationFinishPasskeyRegistrationArgs = {
  input: FinishPasskeyRegistrationInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationFinishPasskeySignInArgs = {
  input: FinishPasskeySignInInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRemovePasskeyArgs = {
  input: RemovePasskeyInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationCreatePostArgs = {
  input: CreatePostInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationPublishPostArgs = {
  input: PublishPostInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRecordAttemptsArgs = {
  input: RecordAttemptsInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRecordRevealsArgs = {
  input: RecordRevealsInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationUndoAttemptArgs = {
  input: UndoAttemptInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSuspendCardArgs = {
  input: SuspendCardInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationResumeCardArgs = {
  input: ResumeCardInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationUpdatePracticeSettingsArgs = {
  input: UpdatePracticeSettingsInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRequestExportArgs = {
  input: RequestExportInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRegisterPushDeviceArgs = {
  input: RegisterPushDeviceInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationRemovePushDeviceArgs = {
  input: RemovePushDeviceInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationCreateQuestionListArgs = {
  input: CreateQuestionListInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationUpdateQuestionListArgs = {
  input: UpdateQuestionListInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationDeleteQuestionListArgs = {
  input: DeleteQuestionListInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationShareQuestionListArgs = {
  input: ShareQuestionListInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationDecideQuestionArgs = {
  input: DecideQuestionInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationDeprecateQuestionArgs = {
  input: DeprecateQuestionInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationMergeQuestionArgs = {
  input: MergeQuestionInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationVerifyQuestionArgs = {
  input: VerifyQuestionInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationSubmitQuestionArgs = {
  input: SubmitQuestionInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationUpdateQuestionArgs = {
  input: UpdateQuestionInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationAddAnswerArgs = {
  input: AddAnswerInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationVoteArgs = {
  input: VoteInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationAcceptAnswerArgs = {
  input: AcceptAnswerInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationConfirmTotpArgs = {
  input: ConfirmTotpInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationCompleteSignInArgs = {
  input: CompleteSignInInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationJoinWaitlistArgs = {
  input: JoinWaitlistInput;
};


/** Changes. Each takes one `input` and answers with a union: what was done, or why not (a `Refusal`). */
export type MutationLeaveWaitlistArgs = {
  input: LeaveWaitlistInput;
};

/** What to book, whoever gives it. */
export type BookAnyMentorInput = {
  /** A new one for each booking; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** As in `anyMentorSlots`. */
  areas?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** As in `anyMentorSlots`, at most 5; the learner wants to be asked about them. */
  topics?: InputMaybe<Array<Scalars['String']['input']>>;
  /** As in `anyMentorSlots`. */
  durationMinutes: Scalars['Int']['input'];
  /** When: the start of one of those slots. */
  startsAt: Scalars['DateTime']['input'];
  /** The learner's zone, for mails and calendars; IANA name. */
  timeZone: Scalars['String']['input'];
  /** For the mentor: what the learner prepares for; at most 2,000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** What `bookAnyMentor` answers. `SlotTaken` has the next slots of any mentor. */
export type BookAnyMentorResult = InterviewBooked | SlotTaken | InvalidInput | Refused;

/** The account that is asking, with what only it may see. */
export type Viewer = Node & {
  /** Keys that can be used, the newest first, at most twenty. */
  apiKeys: Array<ApiKey>;
  /**
   * An iCalendar file of the viewer's interviews, for calendar programs to subscribe to. Whoever knows the address reads it:
   * show it to nobody else. See docs/calendar.md.
   */
  calendarFeedUrl: Scalars['URL']['output'];
  /** Where the viewer was asked what, as they said; nobody else sees it. Newest first. */
  encounters: EncounterConnection;
  /** The slot that the viewer holds now. */
  slotHold?: Maybe<SlotHold>;
  /** Stands for the account as seen by itself. */
  id: Scalars['ID']['output'];
  /** The address that it signs in with. */
  email: Scalars['String']['output'];
  /** Until then it reads, practises and drafts, but does nothing that others would notice. */
  emailVerified: Scalars['Boolean']['output'];
  /** `LEARNER` for all, plus `MENTOR`, `MODERATOR`, `ADMIN` where granted. */
  roles: Array<Scalars['String']['output']>;
  /** Where its days begin, as typed. */
  timeZone: Scalars['TimeZone']['output'];
  /** How it can sign in: `PASSWORD`, a name for each provider that was added (`GOOGLE`, `GITHUB`, `LINKEDIN`), and `PASSKEY`. */
  signInMethods: Array<Scalars['String']['output']>;
  /** Where the account is signed in, the one last used first. At most a hundred: a new one ends the oldest. */
  sessions: Array<SignInSession>;
  /** Interviews that the viewer gives or takes. */
  interviews: InterviewConnection;
  /** What happened to the viewer, oldest first, for 30 days. An `after` from before that is the error `CURSOR_EXPIRED`. */
  events: ViewerEventConnection;
  /** The cursor of the newest event, or the one before the first: where to begin listening, after loading the rest. */
  eventCursor: Scalars['String']['output'];
  /** Work that failed as often as it may, newest first: mail that no server takes, an effect that can't be made. For moderators of all areas; empty for everybody else. */
  deadLetters: DeadLetterConnection;
  /** What moderators and admins did, newest first; append-only. For admins and moderators of all areas; empty for everybody else. */
  auditLog: AuditEntryConnection;
  /** The only skill area that the account moderates; null for moderators of all areas, and for those who are no moderators. */
  moderatedArea?: Maybe<SkillArea>;
  /** Of the notifications that the viewer can still see, those not read yet. */
  unreadNotificationCount: Scalars['Int']['output'];
  /** What the viewer was told, newest first. What they may no longer see is not in it. */
  notifications: NotificationConnection;
  /** For each kind and channel, whether it is used. */
  notificationPreferences: Array<NotificationPreference>;
  /** What comes by mail now and then of what the viewer has not read. */
  digest: Digest;
  /** The oldest first, at most twenty. */
  passkeys: Array<Passkey>;
  /** The public face of the account. */
  profile?: Maybe<Profile>;
  /** Set when the account is a mentor. */
  mentor?: Maybe<Mentor>;
  /** What the viewer practises, when and how much. */
  practice?: Maybe<Practice>;
  /** Questions that somebody should look at, those with the most reasons first. For moderators; empty for everybody else. */
  questionSignals: QuestionSignalsConnection;
  /** The export of the account's data that was last asked for; null when there is none. */
  latestExport?: Maybe<DataExport>;
  /** Where notifications are pushed to, those seen last first; at most 20. A device goes with the session that registered it. */
  pushDevices: Array<PushDevice>;
  /** The viewer's own lists of questions, newest first. */
  questionLists: QuestionListConnection;
  /** Questions that wait for a moderator, the longest waiting first; of a moderator's area, or of all. Empty for everybody else. */
  questionsToReview: QuestionConnection;
  /** Published questions whose facts were not checked for the longest time, those first that never were; of a moderator's area, or of all. Empty for everybody else. */
  questionsToVerify: QuestionConnection;
  /** What signing in asks for beside the password; null when nothing. */
  secondFactor?: Maybe<SecondFactor>;
  /** What the viewer waits for, at most 21, the longest first. */
  waitlist: Array<WaitlistEntry>;
};


/** The account that is asking, with what only it may see. */
export type ViewerEncountersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** The account that is asking, with what only it may see. */
export type ViewerInterviewsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InterviewFilter>;
  orderBy?: InputMaybe<InterviewOrder>;
};


/** The account that is asking, with what only it may see. */
export type ViewerEventsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** The account that is asking, with what only it may see. */
export type ViewerDeadLettersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** The account that is asking, with what only it may see. */
export type ViewerAuditLogArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditLogFilter>;
};


/** The account that is asking, with what only it may see. */
export type ViewerNotificationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** The account that is asking, with what only it may see. */
export type ViewerQuestionSignalsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** The account that is asking, with what only it may see. */
export type ViewerQuestionListsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** The account that is asking, with what only it may see. */
export type ViewerQuestionsToReviewArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** The account that is asking, with what only it may see. */
export type ViewerQuestionsToVerifyArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What a script signs in with, in place of an access token. */
export type ApiKey = Node & {
  /** Names the key, for `revokeApiKey`. */
  id: Scalars['ID']['output'];
  /** As its owner called it. */
  name: Scalars['String']['output'];
  /** What it may be used for: `read` (queries and subscriptions), `posts:write` (`createPost`, `publishPost`). More may come. */
  scopes: Array<Scalars['String']['output']>;
  /** How the key begins, to tell it from others. */
  prefix: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was last used, to the minute; null when it never was. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Until then. */
  expiresAt: Scalars['DateTime']['output'];
};

/** What the key is for. */
export type CreateApiKeyInput = {
  /** To tell it from others, at most 80 characters. */
  name: Scalars['String']['input'];
  /** As in `ApiKey.scopes`; at least one. */
  scopes: Array<Scalars['String']['input']>;
  /** At most 366 days ahead. */
  expiresAt: Scalars['DateTime']['input'];
};

/** What `createApiKey` answers. */
export type CreateApiKeyResult = ApiKeyCreated | InvalidInput | Refused;

/** The key can be used. */
export type ApiKeyCreated = {
  /** Goes into `Authorization: Bearer ...`. Show it now; it can't be read again. */
  key: Scalars['String']['output'];
  /** What is known of it. */
  apiKey: ApiKey;
  /** Whose it is. */
  viewer: Viewer;
};

/** Which key. */
export type RevokeApiKeyInput = {
  /** One of the viewer's. */
  apiKeyId: Scalars['ID']['input'];
};

/** What `revokeApiKey` answers. */
export type RevokeApiKeyResult = ApiKeyRevoked | Refused;

/** The key can be used no more. */
export type ApiKeyRevoked = {
  /** It is gone. */
  revokedId: Scalars['ID']['output'];
  /** Whose it was. */
  viewer: Viewer;
};

/** A person who gives mock interviews. */
export type Mentor = Node & {
  /** The hours at which they can be booked; to themselves only. */
  availability?: Maybe<Availability>;
  /** What they offer, at most 20; inactive ones to themselves only. */
  offerings: Array<Offering>;
  /** The first start that could be booked now, over all their offerings; null when there is none. */
  nextSlotAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether they are among the viewer's favourites. */
  viewerHasFavourited: Scalars['Boolean']['output'];
  /** Whether the viewer has taken an interview of theirs that is completed. */
  viewerHasMet: Scalars['Boolean']['output'];
  /** How many of those. */
  metCount: Scalars['Int']['output'];
  /** What learners thought of them. */
  rating: MentorRating;
  /** Stable. */
  id: Scalars['ID']['output'];
  /** Their public face. */
  profile: Profile;
  /** What they know well, strongest first; at most 10. */
  expertise: Array<Expertise>;
  /** Since when they are a mentor. */
  since: Scalars['DateTime']['output'];
};

/** Which mentors. */
export type MentorFilter = {
  /** With a start that could be booked now and lies before this instant. */
  availableBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** True: only the viewer's favourites. */
  favourited?: InputMaybe<Scalars['Boolean']['input']>;
  /** True: only those of whom the viewer has taken no interview that is completed. */
  notMetBefore?: InputMaybe<Scalars['Boolean']['input']>;
  /** Areas by number: with expertise in any of them. */
  areas?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** Topics by slug: with expertise in any of them. */
  topics?: InputMaybe<Array<Scalars['String']['input']>>;
  /** ISO 639-1 codes: speaking any of them. */
  languages?: InputMaybe<Array<Scalars['String']['input']>>;
  /** True: only those whom the viewer follows. */
  followed?: InputMaybe<Scalars['Boolean']['input']>;
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

/** When a mentor can be booked. */
export type Availability = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** The zone that the hours are meant in. */
  timeZone: Scalars['TimeZone']['output'];
  /** Wall time, at most 100; windows that touch or overlap count as one. */
  weeklyHours: Array<WeeklyWindow>;
  /** Dates to come that have other hours than their day of the week. */
  overrides: Array<DateHours>;
  /** Where the mentor will be; elsewhere than in `timeZone`. */
  travel: Array<Travel>;
  /** At most so many interviews a week (from Monday) of the mentor's zone, over all offerings; null: no limit. */
  maxPerWeek?: Maybe<Scalars['Int']['output']>;
  /** At most so many a month of the mentor's zone, over all offerings; null: no limit. */
  maxPerMonth?: Maybe<Scalars['Int']['output']>;
  /** Whether nothing new can be booked just now. */
  paused: Scalars['Boolean']['output'];
  /** Until when; null where it isn't paused, or has no end yet. */
  pausedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Calendars elsewhere that say when the mentor has no time. */
  busyCalendars: Array<BusyCalendar>;
};

/** The hours of one date. */
export type DateHours = {
  /** A date where the mentor is. */
  date: Scalars['LocalDate']['output'];
  /** Wall time; none: closed. */
  hours: Array<LocalHours>;
};

/** Hours of wall time. */
export type LocalHours = {
  /** When they begin. */
  start: Scalars['LocalTime']['output'];
  /** When they end, `24:00` at midnight; at or before the start it means the next day. */
  end: Scalars['LocalTime']['output'];
};

/** Where a mentor will be. */
export type Travel = {
  /** The first day. */
  from: Scalars['LocalDate']['output'];
  /** The last day. */
  until: Scalars['LocalDate']['output'];
  /** What the hours are meant in meanwhile. */
  timeZone: Scalars['TimeZone']['output'];
};

/** A window of one day of the week. */
export type WeeklyWindow = {
  /** The day that it begins on. */
  day: Weekday;
  /** When it begins. */
  start: Scalars['LocalTime']['output'];
  /** When it ends, `24:00` at midnight; at or before the start it means the next day. */
  end: Scalars['LocalTime']['output'];
};

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

/** A kind of mock interview that a mentor gives, and its terms. */
export type Offering = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** Counts its changes; goes with an update. */
  version: Scalars['Int']['output'];
  /** Whether it can be booked. */
  active: Scalars['Boolean']['output'];
  /** What it is. */
  title: Scalars['String']['output'];
  /** What a learner should know before; Markdown. */
  description?: Maybe<Scalars['String']['output']>;
  /** How long it takes. */
  durationMinutes: Scalars['Int']['output'];
  /** Starts lie this far apart, counted from the beginning of a window. */
  stepMinutes: Scalars['Int']['output'];
  /** Kept free after each interview. */
  gapMinutes: Scalars['Int']['output'];
  /** How long before its start it must be booked. */
  noticeMinutes: Scalars['Int']['output'];
  /** How far ahead it can be booked. */
  horizonDays: Scalars['Int']['output'];
  /** Until when before the start it can be cancelled without being late. */
  cancelNoticeMinutes: Scalars['Int']['output'];
  /** How often a learner may move it. */
  maxReschedules: Scalars['Int']['output'];
  /** Whether the mentor confirms first. */
  confirmation: Confirmation;
  /** At most so many interviews a day of the mentor's zone, over this offering; null: no limit. */
  maxPerDay?: Maybe<Scalars['Int']['output']>;
  /** At most so many a week (from Monday) of the mentor's zone, over this offering; null: no limit. */
  maxPerWeek?: Maybe<Scalars['Int']['output']>;
  /** At most so many to come of one learner's; null: no limit. */
  maxPerLearner?: Maybe<Scalars['Int']['output']>;
  /** How many learners share an interview, 1 to 20. */
  capacity: Scalars['Int']['output'];
  /** Whether learners who want any mentor of an area may be given it. */
  forAnyMentor: Scalars['Boolean']['output'];
  /** What the learner is asked when booking. */
  intakeQuestions: Array<IntakeQuestion>;
  /** Where to meet; told to the two parties of an interview, and to the mentor. */
  meetingUrl?: Maybe<Scalars['URL']['output']>;
  /** What it is about, 1 to 5. */
  topics: Array<Topic>;
  /** Who gives it. */
  mentor?: Maybe<Mentor>;
  /** Starts that the viewer could book now, from `from` on and before `to`: at most 62 days, and the first 1,500. */
  slots: Array<Slot>;
};


/** A kind of mock interview that a mentor gives, and its terms. */
export type OfferingSlotsArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
  timeZone: Scalars['TimeZone']['input'];
  explain?: Scalars['Boolean']['input'];
};

/** How a booking becomes firm. */
export type Confirmation =
  /** At once. */
  | 'INSTANT'
  /** When the mentor confirms it. */
  | 'BY_MENTOR';

/** The hours of a week. */
export type SetWeeklyHoursInput = {
  /** IANA name of the zone that the hours are meant in. */
  timeZone: Scalars['String']['input'];
  /** At most 100 windows; none closes the week. */
  hours: Array<WeeklyWindowInput>;
  /** Only tells what would be: nothing of it stays. */
  preview?: Scalars['Boolean']['input'];
};

/** A window of one day of the week. */
export type WeeklyWindowInput = {
  /** The day that it begins on. */
  day: Weekday;
  /** When it begins. */
  start: Scalars['LocalTime']['input'];
  /** When it ends, `24:00` at midnight; before the start it means the next day. */
  end: Scalars['LocalTime']['input'];
};

/** What `setWeeklyHours` answers. */
export type SetWeeklyHoursResult = AvailabilityChanged | InvalidInput | Refused;

/** The hours are as asked for. Interviews that were booked before stay. */
export type AvailabilityChanged = {
  /** Whose they are. */
  mentor: Mentor;
  /** The dates that `setDateOverride` gave hours of their own; empty for other changes. */
  overrides: Array<DateHours>;
  /** Interviews to come that now lie outside the hours; they stay as they are. The first 100. */
  interviewsNowOutside: Array<Interview>;
};

/** What is offered, and on which terms. */
export type CreateOfferingInput = {
  /** A new one for each offering; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** 3 to 100 characters. */
  title: Scalars['String']['input'];
  /** At most 5,000 characters of Markdown. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 15 to 240. */
  durationMinutes: Scalars['Int']['input'];
  /** 1 to 5 topics by slug. */
  topics: Array<Scalars['String']['input']>;
  /** 5 to 240; 30 if absent. */
  stepMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 240; 0 if absent. */
  gapMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 43,200 (30 days); 720 (12 hours) if absent. */
  noticeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 90; 28 if absent. */
  horizonDays?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 43,200 (30 days); 1,440 (one day) if absent. */
  cancelNoticeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 10; 2 if absent. */
  maxReschedules?: InputMaybe<Scalars['Int']['input']>;
  /** INSTANT if absent. */
  confirmation?: InputMaybe<Confirmation>;
  /** 1 to 24; absent: no limit. */
  maxPerDay?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 100; absent: no limit. */
  maxPerWeek?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 100; absent: no limit. */
  maxPerLearner?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 20; 1 if absent. */
  capacity?: InputMaybe<Scalars['Int']['input']>;
  /** Whether learners who want any mentor of an area may be given it; false if absent. */
  forAnyMentor?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 10. */
  intakeQuestions?: InputMaybe<Array<IntakeQuestionInput>>;
  /** Where to meet; `{room}` in it stands for a name that nobody can guess, another one for each interview. */
  meetingUrl?: InputMaybe<Scalars['String']['input']>;
};

/** What `createOffering` answers. */
export type CreateOfferingResult = OfferingCreated | InvalidInput | Refused;

/** The offering can be booked. */
export type OfferingCreated = {
  /** The new offering. */
  offering: Offering;
};

/** Something that the learner is asked when booking. */
export type IntakeQuestion = {
  /** Goes with the answer; stays the same while the text is corrected. */
  id: Scalars['ID']['output'];
  /** At most 300 characters. */
  text: Scalars['String']['output'];
  /** Whether an answer is needed to book. */
  required: Scalars['Boolean']['output'];
};

/** Something to ask when booking. */
export type IntakeQuestionInput = {
  /** Of an earlier one that this takes the place of. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** At most 300 characters. */
  text: Scalars['String']['input'];
  /** Whether an answer is needed to book. */
  required?: Scalars['Boolean']['input'];
};

/** Which dates have hours of their own. */
export type SetDateOverrideInput = {
  /** The first, or only, date where the mentor is. */
  date: Scalars['LocalDate']['input'];
  /** The last one, at most a year later; absent: that one date. */
  until?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Wall time, at most 10; none closes the dates. */
  hours?: InputMaybe<Array<LocalHoursInput>>;
  /** The weekly hours hold again; leave `hours` out. */
  remove?: Scalars['Boolean']['input'];
  /** Only tells what would be: nothing of it stays. */
  preview?: Scalars['Boolean']['input'];
};

/** Hours of wall time. */
export type LocalHoursInput = {
  /** When they begin. */
  start: Scalars['LocalTime']['input'];
  /** When they end, `24:00` at midnight; before the start it means the next day. */
  end: Scalars['LocalTime']['input'];
};

/** What `setDateOverride` answers. */
export type SetDateOverrideResult = AvailabilityChanged | InvalidInput | Refused;

/** Where the mentor will be. */
export type SetTravelInput = {
  /** The first day. */
  from: Scalars['LocalDate']['input'];
  /** The last day. */
  until: Scalars['LocalDate']['input'];
  /** IANA name; absent: at home after all. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** Only tells what would be: nothing of it stays. */
  preview?: Scalars['Boolean']['input'];
};

/** What `setTravel` answers. */
export type SetTravelResult = AvailabilityChanged | InvalidInput | Refused;

/** What a mentor takes in all. */
export type SetCapacityInput = {
  /** Interviews a week, 1 to 100. */
  maxPerWeek?: InputMaybe<Scalars['Int']['input']>;
  /** Interviews a month, 1 to 400. */
  maxPerMonth?: InputMaybe<Scalars['Int']['input']>;
  /** Nothing new until they say so, or `pausedUntil`; false ends a pause. */
  paused?: InputMaybe<Scalars['Boolean']['input']>;
  /** Nothing new until this instant. */
  pausedUntil?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What `setCapacity` answers. */
export type SetCapacityResult = AvailabilityChanged | InvalidInput | Refused;

/** What changes of an offering. */
export type UpdateOfferingInput = {
  /** Which. */
  offeringId: Scalars['ID']['input'];
  /** As it was when the change was thought of. */
  version: Scalars['Int']['input'];
  /** Whether it can be booked. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** 3 to 100 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** At most 5,000 characters of Markdown. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 15 to 240. */
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 5 topics by slug. */
  topics?: InputMaybe<Array<Scalars['String']['input']>>;
  /** 5 to 240. */
  stepMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 240. */
  gapMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 43,200 (30 days). */
  noticeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 90. */
  horizonDays?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 43,200 (30 days). */
  cancelNoticeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 10. */
  maxReschedules?: InputMaybe<Scalars['Int']['input']>;
  /** How a booking becomes firm. */
  confirmation?: InputMaybe<Confirmation>;
  /** 1 to 24. */
  maxPerDay?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 100. */
  maxPerWeek?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 100. */
  maxPerLearner?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 20. */
  capacity?: InputMaybe<Scalars['Int']['input']>;
  /** Whether learners who want any mentor of an area may be given it. */
  forAnyMentor?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 10, all anew. */
  intakeQuestions?: InputMaybe<Array<IntakeQuestionInput>>;
  /** Where to meet. */
  meetingUrl?: InputMaybe<Scalars['String']['input']>;
};

/** What `updateOffering` answers. */
export type UpdateOfferingResult = OfferingUpdated | Stale | InvalidInput | Refused;

/** The offering is as asked for. */
export type OfferingUpdated = {
  /** With its new version. */
  offering: Offering;
};

/** Points that a client may spend in a minute; `extensions.cost` of each answer says the same. See docs/limits.md. */
export type RateLimit = {
  /** Of this operation: 1 for each object that it may return. */
  cost: Scalars['Int']['output'];
  /** In a minute. */
  limit: Scalars['Int']['output'];
  /** Until `resetAt`. */
  remaining: Scalars['Int']['output'];
  /** When the next minute begins. */
  resetAt: Scalars['DateTime']['output'];
};

/** A thing that a client can hold and ask for again. */
export type Node = {
  /** Unique among all things and stable. Opaque: don't take it apart. */
  id: Scalars['ID']['output'];
};

/** Where a page of a connection lies. */
export type PageInfo = {
  /** Whether there is anything after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is anything before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
  /** The cursor of the last edge; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** Whether the viewer may do something now. */
export type Permission = {
  /** Whether it would be accepted now. */
  allowed: Scalars['Boolean']['output'];
  /** Why not: `SIGN_IN`, `NOT_YOURS`, `OWN` (nobody does it to what is their own), `WRONG_STATE`, `TOO_EARLY`, `TOO_LATE`, `LIMIT_REACHED`; null when allowed. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When the answer turns, where time decides. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** An expected “no”. Every result of a mutation may be one; switch on `code`. */
export type Refusal = {
  /**
   * `INVALID_INPUT`, `EMAIL_TAKEN`, `EMAIL_NOT_VERIFIED`, `BAD_CREDENTIALS`, `SESSION_ENDED`, `REAUTH_REQUIRED`,
   * `LINK_INVALID`, `CHALLENGE_INVALID`, `TOO_MANY_ATTEMPTS`, `SLOT_TAKEN`, `OUTSIDE_AVAILABILITY`, `NOTICE_TOO_SHORT`, `LIMIT_REACHED`,
   * `NOT_ALLOWED_NOW`, `STALE` or `IDEMPOTENCY_MISMATCH`. More may come.
   */
  code: Scalars['String']['output'];
  /** One or two sentences for people. */
  message: Scalars['String']['output'];
};

/** A refusal that carries nothing of its own: the code says it all. */
export type Refused = Refusal & {
  /** See `Refusal.code`. */
  code: Scalars['String']['output'];
  /** One or two sentences for people. */
  message: Scalars['String']['output'];
};

/** The input breaks rules on its values. Nothing was changed. */
export type InvalidInput = Refusal & {
  /** `INVALID_INPUT` */
  code: Scalars['String']['output'];
  /** All messages of the fields. */
  message: Scalars['String']['output'];
  /** Each field that must be mended; the first 20. */
  fields: Array<InvalidField>;
};

/** It was changed meanwhile: look at it as it is now, and send the change again if it is still wanted. */
export type Stale = Refusal & {
  /** `STALE` */
  code: Scalars['String']['output'];
  /** A sentence for people. */
  message: Scalars['String']['output'];
  /** As it is now. */
  current?: Maybe<Node>;
};

/** What is wrong with one field of an input. */
export type InvalidField = {
  /** From the input inward; list items by their index: `["hours", "0", "start"]`. */
  path: Array<Scalars['String']['output']>;
  /** `REQUIRED`, `TOO_SHORT`, `TOO_LONG`, `MALFORMED`, `UNKNOWN`, `OUT_OF_RANGE`, `NOT_UNIQUE` or `CONFLICT`. */
  code: Scalars['String']['output'];
  /** A sentence for people. */
  message: Scalars['String']['output'];
};

/** A calendar elsewhere. While it says that the mentor is busy, nothing of theirs can be booked. */
export type BusyCalendar = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** What the mentor calls it. */
  name: Scalars['String']['output'];
  /** Where it lies. The address itself is told to nobody: whoever has it can read the calendar. */
  host: Scalars['String']['output'];
  /** When it came last; null before the first time. */
  fetchedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is wrong with it, a sentence for people; what was known of it before still counts. Null when all is well. */
  problem?: Maybe<Scalars['String']['output']>;
};

/** Which calendar. */
export type AddBusyCalendarInput = {
  /** A new one for each calendar; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** What to call it; at most 100 characters. */
  name: Scalars['String']['input'];
  /** Its secret address in the iCalendar format, as calendar programs give it out; `https:` or `webcal:`. */
  url: Scalars['String']['input'];
};

/** What `addBusyCalendar` answers. */
export type AddBusyCalendarResult = BusyCalendarAdded | InvalidInput | Refused;

/** The calendar is going to be fetched. */
export type BusyCalendarAdded = {
  /** The new calendar; null in the answer to a repeat after it was removed. */
  calendar?: Maybe<BusyCalendar>;
};

/** Which calendar to forget. */
export type RemoveBusyCalendarInput = {
  /** The id of a `BusyCalendar`. */
  calendarId: Scalars['ID']['input'];
};

/** What `removeBusyCalendar` answers. */
export type RemoveBusyCalendarResult = BusyCalendarRemoved | Refused;

/** It is forgotten, and what it said. */
export type BusyCalendarRemoved = {
  /** The id that it had. */
  calendarId: Scalars['ID']['output'];
};

/** Which rotation. */
export type RotateCalendarFeedInput = {
  /** A new one for each rotation; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
};

/** What `rotateCalendarFeed` answers. */
export type RotateCalendarFeedResult = CalendarFeedRotated | Refused;

/** The calendar has a new address. */
export type CalendarFeedRotated = {
  /** With the new `calendarFeedUrl`. */
  viewer: Viewer;
};

/** Something that can be discussed. */
export type CommentSubject = {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** Comments and replies together, without hidden and deleted ones; equal for all who look. */
  commentCount: Scalars['Int']['output'];
  /** Those that are no replies, oldest first. */
  comments: CommentConnection;
};


/** Something that can be discussed. */
export type CommentSubjectCommentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** Something that one can react to. */
export type ReactionSubject = {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** Reactions of all kinds; equal for all who look. */
  reactionCount: Scalars['Int']['output'];
  /** One entry for each kind that somebody chose, most chosen first. */
  reactions: Array<ReactionCount>;
};

/** Something that one can bookmark. */
export type BookmarkSubject = {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** Whether the viewer has bookmarked it. */
  viewerHasBookmarked: Scalars['Boolean']['output'];
};

/** How often one kind of reaction was chosen. */
export type ReactionCount = {
  /** `INSIGHTFUL`, `HELPFUL` or `THANKS`. */
  kind: Scalars['String']['output'];
  /** By how many. */
  count: Scalars['Int']['output'];
  /** Whether the viewer is one of them. */
  viewerHasReacted: Scalars['Boolean']['output'];
};

/** A remark on something, or a reply to one. One that was deleted but has replies stays, without text and author. */
export type Comment = Node & ReactionSubject & NotificationSubject & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** The source of `html`; null when deleted. */
  markdown?: Maybe<Scalars['String']['output']>;
  /** Safe HTML; null when deleted. */
  html?: Maybe<Scalars['String']['output']>;
  /** When it was said. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was last changed. */
  editedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Counts its changes; goes with an update. */
  version: Scalars['Int']['output'];
  /** Null when the person is gone or can't be seen. */
  author?: Maybe<Profile>;
  /** The post, question or answer that the thread belongs to. */
  subject?: Maybe<CommentSubject>;
  /** The comment that this one replies to. */
  parent?: Maybe<Comment>;
  /** Direct replies, without hidden and deleted ones; equal for all who look. */
  replyCount: Scalars['Int']['output'];
  /** Direct replies, oldest first. */
  replies: CommentConnection;
  /** Reactions of all kinds; equal for all who look. */
  reactionCount: Scalars['Int']['output'];
  /** One entry for each kind that somebody chose, most chosen first. */
  reactions: Array<ReactionCount>;
  /** Whether the viewer may change its text. */
  viewerCanEdit: Permission;
};


/** A remark on something, or a reply to one. One that was deleted but has replies stays, without text and author. */
export type CommentRepliesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** A page of comments. */
export type CommentConnection = {
  /** With their cursors. */
  edges: Array<CommentEdge>;
  /** Without. */
  nodes: Array<Comment>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the viewer can see in all. */
  totalCount: Scalars['Int']['output'];
};

/** A comment in a page. */
export type CommentEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The comment. */
  node: Comment;
};

/** What to say, and to what. */
export type AddCommentInput = {
  /** A new one for each comment; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** A post, question, answer or comment. */
  subjectId: Scalars['ID']['input'];
  /** At most 10 kB. */
  markdown: Scalars['String']['input'];
};

/** What `addComment` answers. */
export type AddCommentResult = CommentAdded | InvalidInput | Refused;

/** The comment is there for all to see. */
export type CommentAdded = {
  /** The new comment. */
  comment: Comment;
  /** The new comment in the list of its subject, or in its parent's replies. */
  edge: CommentEdge;
  /** The post, question or answer that the thread belongs to. */
  subject: CommentSubject;
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
  email: Scalars['String']['input'];
  /** What the link is for. */
  purpose: EmailLinkPurpose;
};

/** A link has been sent, if there is an account that needs it. */
export type EmailLinkRequested = {
  /** From then on another one may be asked for. An address gets three an hour at most. */
  nextLinkAt: Scalars['DateTime']['output'];
};

/** What `requestEmailLink` answers. */
export type RequestEmailLinkResult = EmailLinkRequested | InvalidInput | TooManyAttempts | Refused;

/** The token of a link. */
export type VerifyEmailInput = {
  /** From the link, `token=...`. It works once. */
  token: Scalars['String']['input'];
};

/** The address is verified. */
export type EmailVerified = {
  /** The address. */
  email: Scalars['String']['output'];
  /** The account; null when the link is opened without that account's session. */
  viewer?: Maybe<Viewer>;
};

/** What `verifyEmail` answers; `LINK_INVALID` for a link that is unknown, used or over. */
export type VerifyEmailResult = EmailVerified | Refused;

/** The token of a link, and the new password. */
export type ResetPasswordInput = {
  /** From the link, `token=...`. It works once, and not before the password is one that can be. */
  token: Scalars['String']['input'];
  /** 8 to 128 characters, any; not one of those that everybody uses. */
  password: Scalars['String']['input'];
};

/** The password is the new one. */
export type PasswordReset = {
  /** How many sessions there were. */
  sessionsEnded: Scalars['Int']['output'];
};

/** What `resetPassword` answers; `LINK_INVALID` for a link that is unknown, used or over. */
export type ResetPasswordResult = PasswordReset | InvalidInput | TooManyAttempts | Refused;

/** The new password. */
export type ChangePasswordInput = {
  /** 8 to 128 characters, any; not one of those that everybody uses. */
  password: Scalars['String']['input'];
};

/** The password is the new one. */
export type PasswordChanged = {
  /** How many other sessions there were. */
  sessionsEnded: Scalars['Int']['output'];
};

/** What `changePassword` answers. */
export type ChangePasswordResult = PasswordChanged | InvalidInput | TooManyAttempts | Refused;

/** The new address. */
export type ChangeEmailInput = {
  /** Whether another account has it is told when its link is followed. */
  email: Scalars['String']['input'];
};

/** Links are on their way. An address that was never verified is asked nothing: then the new one alone decides. */
export type EmailChangeRequested = {
  /** The new address. */
  email: Scalars['String']['output'];
  /** Until then both have to confirm. */
  confirmBy: Scalars['DateTime']['output'];
};

/** What `changeEmail` answers. */
export type ChangeEmailResult = EmailChangeRequested | InvalidInput | TooManyAttempts | Refused;

/** The token of a link. */
export type ConfirmEmailChangeInput = {
  /** From the link, `token=...`. It works once. */
  token: Scalars['String']['input'];
};

/** One of the addresses has confirmed. */
export type EmailChangeConfirmed = {
  /** The new address. */
  email: Scalars['String']['output'];
  /** Whether it is the account's now; false while the other address has yet to confirm. */
  changed: Scalars['Boolean']['output'];
  /** The account; null when the link is opened without that account's session. */
  viewer?: Maybe<Viewer>;
};

/** What `confirmEmailChange` answers; `LINK_INVALID` for a link that is unknown, used or over, `EMAIL_TAKEN` when another account has the new address. */
export type ConfirmEmailChangeResult = EmailChangeConfirmed | Refused;

/**
 * An interview question with all that is needed to practise it without a connection. Clients show hints and answers when
 * they are asked to.
 */
export type Question = NotificationSubject & Node & CommentSubject & BookmarkSubject & {
  /**
   * Where it was asked, as at least three people say of the same company, role and month, or of the same company; the companies that most
   * name first, at most 20. Nobody learns who said so, and nothing else depends on it.
   */
  encounters: Array<QuestionEncounter>;
  /** How often the viewer has tried it. */
  viewerAttempts: Scalars['Int']['output'];
  /** What of it the viewer has had shown. */
  viewerReveals: Reveals;
  /** How hard learners have found it at their first attempt, nothing of it having been shown; beside `difficulty`, which is the editors' word. Null without such an attempt; brought up to date every ten minutes. */
  difficultyEstimate?: Maybe<DifficultyEstimate>;
  /** Stable. */
  id: Scalars['ID']['output'];
  /** For addresses. */
  slug: Scalars['String']['output'];
  /** The question, as an interviewer would put it: Markdown. */
  prompt: Scalars['String']['output'];
  /** `prompt`, rendered: safe HTML. */
  html: Scalars['String']['output'];
  /** `DRAFT`, `IN_REVIEW`, `NEEDS_WORK`, `PUBLISHED`, `REJECTED`, `DEPRECATED` or `HIDDEN`. */
  status: Scalars['String']['output'];
  /** Counts its changes; goes with an update. Attempts say which one they answered; one that was published never reads otherwise. */
  version: Scalars['Int']['output'];
  /** How hard it is for somebody who has studied the topic. */
  difficulty: Difficulty;
  /** What it asks for. */
  kind: QuestionKind;
  /** Where it belongs. */
  area: SkillArea;
  /** 1 to 4, the most important first. */
  topics: Array<Topic>;
  /** Each opens the next step; Markdown. */
  hints: Array<Scalars['String']['output']>;
  /** What one would say in half a minute; Markdown. */
  shortAnswer: Scalars['String']['output'];
  /** The source of `answerHtml`, for whoever may edit the question; else null. */
  answer?: Maybe<Scalars['String']['output']>;
  /** The full answer: safe HTML. */
  answerHtml: Scalars['String']['output'];
  /** What a good answer contains, to be scored one by one: 1 to 6 points. */
  rubric: Array<RubricPoint>;
  /** What people often get wrong; Markdown. */
  commonMistakes: Array<Scalars['String']['output']>;
  /** Where an interviewer would go next, at most 3. */
  followUps: Array<FollowUp>;
  /** Works to read on, at most 10. */
  references: Array<Reference>;
  /** When its facts were last checked. */
  verifiedAt?: Maybe<Scalars['LocalDate']['output']>;
  /** Null when it is curated, or when the person is gone or can't be seen. */
  author?: Maybe<Profile>;
  /** Where it lives on, once it has left the bank for another. */
  successor?: Maybe<Question>;
  /** Whether the viewer may change it. */
  viewerCanEdit: Permission;
  /** Its published versions, word for word, the newest 20 first. */
  versions: Array<QuestionVersion>;
  /** What moderators decided about it, the newest 10 first: for its author and moderators, empty for everybody else. */
  decisions: Array<QuestionDecision>;
  /** Comments and replies together, without hidden and deleted ones; equal for all who look. */
  commentCount: Scalars['Int']['output'];
  /** Those that are no replies, oldest first. */
  comments: CommentConnection;
  /** Whether the viewer has bookmarked it. */
  viewerHasBookmarked: Scalars['Boolean']['output'];
  /** How many answers the viewer can see. */
  answerCount: Scalars['Int']['output'];
  /** The accepted one first, then by score. */
  answers: AnswerConnection;
};


/**
 * An interview question with all that is needed to practise it without a connection. Clients show hints and answers when
 * they are asked to.
 */
export type QuestionCommentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/**
 * An interview question with all that is needed to practise it without a connection. Clients show hints and answers when
 * they are asked to.
 */
export type QuestionAnswersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** Where a question was asked, as several people say. */
export type QuestionEncounter = {
  /** The company. */
  company: Scalars['String']['output'];
  /** As `EncounterRole`; null where the company alone has enough people. */
  role?: Maybe<Scalars['String']['output']>;
  /** As `2026-05`; null where the company alone has enough people. */
  month?: Maybe<Scalars['String']['output']>;
  /** At least so many people say so: 3, 5, 10, 20, 50 or 100. The exact number isn't told, since it would tell of each one more. */
  atLeast: Scalars['Int']['output'];
};

/** Where the viewer was asked a question. */
export type Encounter = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** Which; null when the viewer can't see it any more. */
  question?: Maybe<Question>;
  /** The company. */
  company: Scalars['String']['output'];
  /** As `EncounterRole`. */
  role: Scalars['String']['output'];
  /** As `2026-05`. */
  month: Scalars['String']['output'];
};

/** A page of encounters. */
export type EncounterConnection = {
  /** With their cursors. */
  edges: Array<EncounterEdge>;
  /** Without. */
  nodes: Array<Encounter>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** An encounter in a page. */
export type EncounterEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The encounter. */
  node: Encounter;
};

/** What somebody was interviewed for. */
export type EncounterRole =
  /** Research scientist. */
  | 'RESEARCH_SCIENTIST'
  /** Research engineer. */
  | 'RESEARCH_ENGINEER'
  /** Machine learning engineer. */
  | 'ML_ENGINEER'
  /** Data scientist. */
  | 'DATA_SCIENTIST'
  /** Software engineer. */
  | 'SOFTWARE_ENGINEER'
  /** Anything else. */
  | 'OTHER';

/** Where a question was asked. */
export type RecordEncounterInput = {
  /** A published question. */
  questionId: Scalars['ID']['input'];
  /** The company, in 2 to 60 characters. */
  company: Scalars['String']['input'];
  /** What the interview was for. */
  role: EncounterRole;
  /** The month, as `2026-05`; not to come, and at most five years ago. */
  month: Scalars['String']['input'];
};

/** What `recordEncounter` answers. */
export type RecordEncounterResult = EncounterRecorded | InvalidInput | Refused;

/** It counts. */
export type EncounterRecorded = {
  /** As it is kept. */
  encounter: Encounter;
};

/** Which encounter to take back. */
export type RemoveEncounterInput = {
  /** One of the viewer's. */
  encounterId: Scalars['ID']['input'];
};

/** What `removeEncounter` answers. */
export type RemoveEncounterResult = EncounterRemoved | Refused;

/** It is gone. */
export type EncounterRemoved = {
  /** The id that it had. */
  encounterId: Scalars['ID']['output'];
};

/** A person in the role of somebody who is interviewed. */
export type Learner = Node & {
  /** Whether the viewer has given them an interview that is completed. */
  viewerHasMet: Scalars['Boolean']['output'];
  /** Stable. */
  id: Scalars['ID']['output'];
  /** Their public face. */
  profile: Profile;
};

/** Whom to keep. */
export type FavouriteMentorInput = {
  /** The id of a `Mentor`. */
  mentorId: Scalars['ID']['input'];
};

/** What `favouriteMentor` answers. */
export type FavouriteMentorResult = MentorFavourited | Refused;

/** Whom to take out. */
export type UnfavouriteMentorInput = {
  /** The id of a `Mentor`. */
  mentorId: Scalars['ID']['input'];
};

/** What `unfavouriteMentor` answers. */
export type UnfavouriteMentorResult = MentorFavourited | Refused;

/** The viewer's favourites are as asked for. */
export type MentorFavourited = {
  /** With `viewerHasFavourited` as it is now. */
  mentor: Mentor;
};

/** A slot that is kept for a learner: nobody else can hold or book it, and `slots` lists it to them alone. */
export type SlotHold = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** When the slot begins. */
  startsAt: Scalars['DateTime']['output'];
  /** When it ends. */
  endsAt: Scalars['DateTime']['output'];
  /** From then on anybody can have it. */
  expiresAt: Scalars['DateTime']['output'];
  /** What can be booked then. */
  offering?: Maybe<Offering>;
};

/** Which slot to keep. */
export type HoldSlotInput = {
  /** A new one for each hold; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** What. */
  offeringId: Scalars['ID']['input'];
  /** When: the start of a slot. */
  startsAt: Scalars['DateTime']['input'];
  /** For `startsAtLocal` of the slots that are told when it is taken; IANA name, `UTC` if absent. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** What `holdSlot` answers; refused as a booking would be. */
export type HoldSlotResult = SlotHeld | SlotTaken | InvalidInput | Refused;

/** The slot is kept. One that the viewer held already is kept no longer than it was. */
export type SlotHeld = {
  /** Null in the answer to a repeat that comes when it is over or used up. */
  hold?: Maybe<SlotHold>;
};

/** Which slot to give back. */
export type ReleaseSlotInput = {
  /** The id of a `SlotHold`. */
  holdId: Scalars['ID']['input'];
};

/** What `releaseSlot` answers. */
export type ReleaseSlotResult = SlotReleased | Refused;

/** Anybody can have it now. */
export type SlotReleased = {
  /** What was held of. */
  offering?: Maybe<Offering>;
};

/** One sign-in on one device. */
export type SignInSession = Node & {
  /** Names the session, for `signOut`. */
  id: Scalars['ID']['output'];
  /** What the device said of itself. */
  userAgent?: Maybe<Scalars['String']['output']>;
  /** When it was begun. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last got a new access token. */
  lastUsedAt: Scalars['DateTime']['output'];
  /** Whether it is the one that is asking. */
  current: Scalars['Boolean']['output'];
};

/** The account is signed in. */
export type SignedIn = {
  /** Goes into `Authorization: Bearer ...`. */
  accessToken: Scalars['String']['output'];
  /** Refresh the session before then. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** Works once; sent again within 20 seconds it gives the same successor. Keep it where other programs can't read it. */
  refreshToken: Scalars['String']['output'];
  /** Who is signed in. */
  viewer: Viewer;
};

/** Who, and how they will sign in. */
export type SignUpInput = {
  /** Not shown to anyone. */
  email: Scalars['String']['input'];
  /** 8 to 128 characters, any; not one of those that everybody uses. */
  password: Scalars['String']['input'];
  /** As others will see it, at most 80 characters. The handle is made from it. */
  name: Scalars['String']['input'];
  /** IANA name, for example `Europe/Berlin`. */
  timeZone: Scalars['String']['input'];
};

/** What `signUp` answers. */
export type SignUpResult = SignedIn | InvalidInput | TooManyAttempts | Refused;

/** Credentials. */
export type SignInInput = {
  /** The address of the account. */
  email: Scalars['String']['input'];
  /** Its password. */
  password: Scalars['String']['input'];
};

/** What `signIn` answers. */
export type SignInResult = SignedIn | SecondFactorRequired | TooManyAttempts | Refused;

/** Too many attempts from here or on this account. Nobody is locked out for good. */
export type TooManyAttempts = Refusal & {
  /** `TOO_MANY_ATTEMPTS` */
  code: Scalars['String']['output'];
  /** A sentence for people. */
  message: Scalars['String']['output'];
  /** From then on it may be tried again. */
  retryAt: Scalars['DateTime']['output'];
};

/** Somebody else's sign-in that can be used here. */
export type SignInProvider =
  /** Google accounts, by OpenID Connect. */
  | 'GOOGLE'
  /** GitHub accounts, by OAuth 2. */
  | 'GITHUB'
  /** LinkedIn accounts, by OpenID Connect. */
  | 'LINKEDIN';

/** A provider that people can sign in with here. */
export type OfferedProvider = {
  /** Which one. */
  provider: SignInProvider;
  /** Open it in the browser at this service's address, with `redirectUri`, `state` and `codeChallenge` (PKCE, S256) as its query. */
  startPath: Scalars['String']['output'];
};

/** What came back from the browser, and what proves that it was meant for this client. */
export type SignInWithProviderInput = {
  /** The one that the sign-in was begun with. */
  provider: SignInProvider;
  /** From the query of the redirect; works once, within two minutes. */
  code: Scalars['String']['input'];
  /** What `codeChallenge` was made from. */
  codeVerifier: Scalars['String']['input'];
  /** IANA name, for a new account; `UTC` where it isn't given. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** True adds the provider to the signed-in account, whose session goes on under the new tokens. It needs a sign-in of the last ten minutes. */
  link?: Scalars['Boolean']['input'];
};

/** What `signInWithProvider` answers. */
export type SignInWithProviderResult = SignedIn | SecondFactorRequired | InvalidInput | Refused;

/** Which provider to take away. */
export type UnlinkProviderInput = {
  /** One of the account's. */
  provider: SignInProvider;
};

/** The account can't be signed in to with that provider any more. */
export type ProviderUnlinked = {
  /** The account as it is now. */
  viewer: Viewer;
};

/** What `unlinkProvider` answers. */
export type UnlinkProviderResult = ProviderUnlinked | Refused;

/** Which session to refresh. */
export type RefreshSessionInput = {
  /** From `SignedIn`. */
  refreshToken: Scalars['String']['input'];
};

/** What `refreshSession` answers. */
export type RefreshSessionResult = SignedIn | Refused;

/** Which sessions to end; with nothing given, the one that is asking. */
export type SignOutInput = {
  /** All of the account's. */
  everywhere?: Scalars['Boolean']['input'];
  /** Another device's. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** Names this session when its access token has ended. */
  refreshToken?: InputMaybe<Scalars['String']['input']>;
};

/** The sessions have ended. */
export type SignedOut = {
  /** How many there were. */
  sessionsEnded: Scalars['Int']['output'];
};

/** What `signOut` answers. */
export type SignOutResult = SignedOut | Refused;

/** What learners thought of a mentor. Reviews count from their reveal on. */
export type MentorRating = {
  /** 1 to 5; null below five reviews. */
  average?: Maybe<Scalars['Float']['output']>;
  /** How many reviews. */
  count: Scalars['Int']['output'];
};

/** A time that can be booked. */
export type Slot = {
  /** When it begins. */
  startsAt: Scalars['DateTime']['output'];
  /** When it ends. */
  endsAt: Scalars['DateTime']['output'];
  /** The wall time of the start in the zone asked for, with its offset: `2026-11-01T01:30:00-04:00`. */
  startsAtLocal: Scalars['String']['output'];
  /** Why it can't be booked; null when it can. Told with `explain: true`. */
  obstacle?: Maybe<SlotObstacle>;
};

/** The first rule that excludes a start. */
export type SlotObstacle = {
  /**
   * `OUTSIDE_HOURS`, `OTHER_HOURS` (the date has hours of its own), `PAUSED`, `NOTICE`, `HORIZON`, `MENTOR_BUSY`, `DAY_FULL`, `WEEK_FULL`,
   * `MENTOR_WEEK_FULL`, `MENTOR_MONTH_FULL`, `LEARNER_BUSY` or `LEARNER_LIMIT`.
   */
  code: Scalars['String']['output'];
  /** A sentence for people. */
  message: Scalars['String']['output'];
};

/** A mock interview between a mentor and a learner. */
export type Interview = Node & NotificationSubject & {
  /** Stable; it stays the same when the interview is moved. */
  id: Scalars['ID']['output'];
  /**
   * `PENDING` (the mentor, or after the mentor moved it the learner, has to confirm), `CONFIRMED`, `IN_PROGRESS`,
   * `COMPLETED`, `CANCELLED`, `DECLINED`, `EXPIRED` (nobody confirmed in time), `NO_SHOW_LEARNER`, `NO_SHOW_MENTOR`,
   * `NO_SHOW_BOTH` or `DISPUTED`.
   */
  status: Scalars['String']['output'];
  /** When it begins. */
  startsAt: Scalars['DateTime']['output'];
  /** When it ends. */
  endsAt: Scalars['DateTime']['output'];
  /** While it is `PENDING`: when it expires. */
  confirmBy?: Maybe<Scalars['DateTime']['output']>;
  /** Counts its changes; goes with one. */
  version: Scalars['Int']['output'];
  /** `MENTOR` or `LEARNER`; null for a moderator. */
  viewerRole?: Maybe<Scalars['String']['output']>;
  /** Who gives it; null when gone. */
  mentor?: Maybe<Mentor>;
  /** Who takes it; null when gone. */
  learner?: Maybe<Learner>;
  /** What was booked, as it is offered now. */
  offering?: Maybe<Offering>;
  /** What the learner wants to be asked about. */
  topics: Array<Topic>;
  /** What the learner wrote to the mentor; to the two of them only. */
  note?: Maybe<Scalars['String']['output']>;
  /** What the learner answered to the offering's questions; to the two of them only. */
  intakeAnswers: Array<IntakeAnswer>;
  /** Where to meet; to the two of them only, once it is confirmed. */
  meetingUrl?: Maybe<Scalars['URL']['output']>;
  /** How often the learner has moved it. */
  rescheduleCount: Scalars['Int']['output'];
  /** Whether it was cancelled after the time for that; null unless cancelled. */
  cancelledLate?: Maybe<Scalars['Boolean']['output']>;
  /** What happened to it last. */
  lastChange?: Maybe<InterviewChange>;
  /** What the parties said about who was there. */
  attendanceClaims: Array<AttendanceClaim>;
  /** Whether the viewer may confirm it. */
  viewerCanConfirm: Permission;
  /** Whether the viewer may cancel it. */
  viewerCanCancel: Permission;
  /** Whether the viewer may move it. */
  viewerCanReschedule: Permission;
  /** Whether the viewer may say who was there. */
  viewerCanReportAttendance: Permission;
};

/** Something that happened to an interview. */
export type InterviewChange = {
  /** When. */
  at: Scalars['DateTime']['output'];
  /**
   * `BOOKED`, `CONFIRMED`, `DECLINED`, `RESCHEDULED`, `CANCELLED`, `EXPIRED`, `STARTED`, `ENDED`, `ATTENDANCE`, `COMPLETED` or
   * `RESOLVED`.
   */
  kind: Scalars['String']['output'];
  /** What the person gave as reason. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Null when time did it, or when the person is gone. */
  by?: Maybe<Profile>;
};

/** What one party said about who was there. */
export type AttendanceClaim = {
  /** `MENTOR` or `LEARNER`. */
  role: Scalars['String']['output'];
  /** `OTHER_ABSENT`, `SELF_ABSENT` or `BOTH_PRESENT`. */
  claim: Scalars['String']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
};

/** Which interviews. */
export type InterviewFilter = {
  /** In which role the viewer takes part; both if absent. */
  role?: InputMaybe<InterviewRole>;
  /** Any of them. */
  statuses?: InputMaybe<Array<InterviewStatus>>;
  /** Ending after this instant. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Beginning before this instant. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
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

/** A page of interviews. */
export type InterviewConnection = {
  /** With their cursors. */
  edges: Array<InterviewEdge>;
  /** Without. */
  nodes: Array<Interview>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the viewer can see in all. */
  totalCount: Scalars['Int']['output'];
};

/** An interview in a page. */
export type InterviewEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The interview. */
  node: Interview;
};

/** What to book. */
export type BookInterviewInput = {
  /** A new one for each booking; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** What. */
  offeringId: Scalars['ID']['input'];
  /** When: the start of a slot. */
  startsAt: Scalars['DateTime']['input'];
  /** The learner's zone, for mails and calendars; IANA name. */
  timeZone: Scalars['String']['input'];
  /** For the mentor: what the learner prepares for; at most 2,000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** At most 5 topics by slug that the learner wants to be asked about. */
  topics?: InputMaybe<Array<Scalars['String']['input']>>;
  /** To `Offering.intakeQuestions`; the required ones must be there. */
  answers?: InputMaybe<Array<IntakeAnswerInput>>;
};

/** An answer to a question of the offering. */
export type IntakeAnswerInput = {
  /** Which question. */
  questionId: Scalars['ID']['input'];
  /** At most 2,000 characters. */
  answer: Scalars['String']['input'];
};

/** What `bookInterview` answers. */
export type BookInterviewResult = InterviewBooked | SlotTaken | InvalidInput | Refused;

/** The interview is booked; `status` tells whether it waits for the mentor. */
export type InterviewBooked = {
  /** The new interview. */
  interview: Interview;
};

/** Somebody else, or the learner's own diary, has that time. */
export type SlotTaken = Refusal & {
  /** `SLOT_TAKEN` */
  code: Scalars['String']['output'];
  /** A sentence for people. */
  message: Scalars['String']['output'];
  /** The next free ones, at most 5. */
  nextSlots: Array<Slot>;
};

/** Something happened to an interview of the viewer's. */
export type InterviewEvent = ViewerEvent & {
  /** See `ViewerEvent.cursor`. */
  cursor: Scalars['String']['output'];
  /** What `InterviewChange.kind` says of it. More may come. */
  change: Scalars['String']['output'];
  /** As it is when the event is read; null when the viewer can no longer see it. */
  interview?: Maybe<Interview>;
};

/** What was asked and answered when booking. */
export type IntakeAnswer = {
  /** The question as it was then. */
  question: Scalars['String']['output'];
  /** What the learner said. */
  answer: Scalars['String']['output'];
};

/** The interview is as asked for. */
export type InterviewChanged = {
  /** With its new version. */
  interview: Interview;
};

/** Which interview to accept. */
export type ConfirmInterviewInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The id of an `Interview`. */
  interviewId: Scalars['ID']['input'];
  /** As it was when the change was thought of. */
  version: Scalars['Int']['input'];
  /** For the other party, at most 1,000 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `confirmInterview` answers. */
export type ConfirmInterviewResult = InterviewChanged | Stale | InvalidInput | Refused;

/** Which interview to decline. */
export type DeclineInterviewInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The id of an `Interview`. */
  interviewId: Scalars['ID']['input'];
  /** As it was when the change was thought of. */
  version: Scalars['Int']['input'];
  /** For the other party, at most 1,000 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `declineInterview` answers. */
export type DeclineInterviewResult = InterviewChanged | Stale | InvalidInput | Refused;

/** Which interview to call off. */
export type CancelInterviewInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The id of an `Interview`. */
  interviewId: Scalars['ID']['input'];
  /** As it was when the change was thought of. */
  version: Scalars['Int']['input'];
  /** For the other party, at most 1,000 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `cancelInterview` answers. */
export type CancelInterviewResult = InterviewChanged | Stale | InvalidInput | Refused;

/** Which interview to move, and to when. */
export type RescheduleInterviewInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The id of an `Interview`. */
  interviewId: Scalars['ID']['input'];
  /** As it was when the change was thought of. */
  version: Scalars['Int']['input'];
  /** The start of a slot. */
  startsAt: Scalars['DateTime']['input'];
  /** For the other party, at most 1,000 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** For mentors: also to a time outside their hours. */
  outsideHours?: Scalars['Boolean']['input'];
};

/** What `rescheduleInterview` answers. */
export type RescheduleInterviewResult = InterviewChanged | SlotTaken | Stale | InvalidInput | Refused;

/** Who was there, as one party saw it. */
export type ReportAttendanceInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The id of an `Interview`. */
  interviewId: Scalars['ID']['input'];
  /** Who was there. */
  claim: AttendanceClaimKind;
  /** For moderators, should it be disputed; at most 1,000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** Who was there. */
export type AttendanceClaimKind =
  /** The other party did not come. */
  | 'OTHER_ABSENT'
  /** The one who says so did not come. */
  | 'SELF_ABSENT'
  /** Both came. */
  | 'BOTH_PRESENT';

/** What `reportAttendance` answers. */
export type ReportAttendanceResult = InterviewChanged | InvalidInput | Refused;

/** What a moderator decided. */
export type ResolveDisputeInput = {
  /** A new one for each change; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The id of an `Interview`. */
  interviewId: Scalars['ID']['input'];
  /** As it was when the change was thought of. */
  version: Scalars['Int']['input'];
  /** What counts from now on. */
  outcome: DisputeOutcome;
  /** For the two parties, at most 1,000 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** What can come out of a dispute. */
export type DisputeOutcome =
  /** It took place. */
  | 'COMPLETED'
  /** The learner did not come. */
  | 'NO_SHOW_LEARNER'
  /** The mentor did not come. */
  | 'NO_SHOW_MENTOR'
  /** Nobody came. */
  | 'NO_SHOW_BOTH';

/** It is decided. What is not disputed is for its parties alone, so the interview is not told. */
export type DisputeResolved = {
  /** The id of the `Interview`. */
  interviewId: Scalars['ID']['output'];
};

/** What `resolveDispute` answers. */
export type ResolveDisputeResult = DisputeResolved | Stale | InvalidInput | Refused;

/** What is told as it happens, over `graphql-ws` (graphql-transport-ws) at the same address. */
export type Subscription = {
  /** What happens to the viewer from now on, or from a cursor on, each once and in order. `Viewer.events` tells the same without a socket. */
  viewerEvents: ViewerEvent;
};


/** What is told as it happens, over `graphql-ws` (graphql-transport-ws) at the same address. */
export type SubscriptionViewerEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Something that happened and concerns the viewer. More types may come. */
export type ViewerEvent = {
  /** Its place among the viewer's events, wherever they are asked for. */
  cursor: Scalars['String']['output'];
};

/** A page of events. */
export type ViewerEventConnection = {
  /** With their cursors. */
  edges: Array<ViewerEventEdge>;
  /** Without. */
  nodes: Array<ViewerEvent>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many are kept in all. */
  totalCount: Scalars['Int']['output'];
};

/** An event in a page. */
export type ViewerEventEdge = {
  /** For `after` and `before`; the same as the event's. */
  cursor: Scalars['String']['output'];
  /** What it is about. */
  node: ViewerEvent;
};

/** Work that failed as often as it may. */
export type DeadLetter = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** What was to be done, for example `send-mail`. */
  job: Scalars['String']['output'];
  /** What went wrong the last time; addresses are left out. */
  error: Scalars['String']['output'];
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** When it was given up. */
  diedAt: Scalars['DateTime']['output'];
  /** When somebody had it done again; null before that. */
  retriedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of dead letters. */
export type DeadLetterConnection = {
  /** The page, each with its cursor. */
  edges: Array<DeadLetterEdge>;
  /** The page. */
  nodes: Array<DeadLetter>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** All of the list. */
  totalCount: Scalars['Int']['output'];
};

/** One dead letter of a page. */
export type DeadLetterEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The dead letter. */
  node: DeadLetter;
};

/** Which dead letter to have done again. */
export type RetryDeadLetterInput = {
  /** The dead letter. */
  deadLetterId: Scalars['ID']['input'];
};

/** The answer to `retryDeadLetter`. */
export type RetryDeadLetterResult = DeadLetterRetried | Refused;

/** It is in the queue again. */
export type DeadLetterRetried = {
  /** With `retriedAt`. */
  deadLetter?: Maybe<DeadLetter>;
};

/** Roles that are granted, beside LEARNER, which every account has. */
export type GrantedRole =
  /** Offers mock interviews and publishes posts. */
  | 'MENTOR'
  /** Reads what is hidden and decides on it, in one skill area or in all. */
  | 'MODERATOR'
  /** Grants roles, and does what moderators do. */
  | 'ADMIN';

/** Which role to give to whom. Name the person by one of `profileId` and `handle`. */
export type GrantRoleInput = {
  /** Made by the client; the same key again gives the same answer. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The person, by the id of their profile. */
  profileId?: InputMaybe<Scalars['ID']['input']>;
  /** The person, by their handle. */
  handle?: InputMaybe<Scalars['String']['input']>;
  /** The role. MODERATOR again with another area replaces the area. */
  role: GrantedRole;
  /** With MODERATOR: the number of the only skill area that they act in, 1 to 7; absent, all. */
  area?: InputMaybe<Scalars['Int']['input']>;
  /** Why, in a line of 3 to 500 characters. The person reads it; the audit log keeps it for ever. */
  reason: Scalars['String']['input'];
};

/** Which role to take from whom. Name the person by one of `profileId` and `handle`. */
export type RevokeRoleInput = {
  /** Made by the client; the same key again gives the same answer. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The person, by the id of their profile. */
  profileId?: InputMaybe<Scalars['ID']['input']>;
  /** The person, by their handle. */
  handle?: InputMaybe<Scalars['String']['input']>;
  /** The role. */
  role: GrantedRole;
  /** Why, in a line of 3 to 500 characters. The person reads it; the audit log keeps it for ever. */
  reason: Scalars['String']['input'];
};

/** Whom to suspend. Name the person by one of `profileId` and `handle`. */
export type SuspendAccountInput = {
  /** Made by the client; the same key again gives the same answer. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The person, by the id of their profile. */
  profileId?: InputMaybe<Scalars['ID']['input']>;
  /** The person, by their handle. */
  handle?: InputMaybe<Scalars['String']['input']>;
  /** Why, in a line of 3 to 500 characters. The person reads it; the audit log keeps it for ever. */
  reason: Scalars['String']['input'];
};

/** Whom to let in again. Name the person by one of `profileId` and `handle`. */
export type ReinstateAccountInput = {
  /** Made by the client; the same key again gives the same answer. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The person, by the id of their profile. */
  profileId?: InputMaybe<Scalars['ID']['input']>;
  /** The person, by their handle. */
  handle?: InputMaybe<Scalars['String']['input']>;
  /** Why, in a line of 3 to 500 characters. The person reads it; the audit log keeps it for ever. */
  reason: Scalars['String']['input'];
};

/** The answer to `grantRole`. */
export type GrantRoleResult = RoleGranted | InvalidInput | Refused;

/** They have the role. */
export type RoleGranted = {
  /** Of the person. */
  profile?: Maybe<Profile>;
};

/** The answer to `revokeRole`. */
export type RevokeRoleResult = RoleRevoked | InvalidInput | Refused;

/** They no longer have the role. */
export type RoleRevoked = {
  /** Of the person. */
  profile?: Maybe<Profile>;
};

/** The answer to `suspendAccount`. */
export type SuspendAccountResult = AccountSuspended | InvalidInput | Refused;

/** They are shut out. */
export type AccountSuspended = {
  /** Of the person, as moderators still see it. */
  profile?: Maybe<Profile>;
};

/** The answer to `reinstateAccount`. */
export type ReinstateAccountResult = AccountReinstated | InvalidInput | Refused;

/** They can sign in again. */
export type AccountReinstated = {
  /** Of the person. */
  profile?: Maybe<Profile>;
};

/** Narrows the audit log. */
export type AuditLogFilter = {
  /** Only what was done to this: a `subjectId`. */
  subject?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of the audit log. */
export type AuditEntryConnection = {
  /** The page, each with its cursor. */
  edges: Array<AuditEntryEdge>;
  /** The page. */
  nodes: Array<AuditEntry>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** All of the list. */
  totalCount: Scalars['Int']['output'];
};

/** One entry of a page. */
export type AuditEntryEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: AuditEntry;
};

/** Something that needed a role, as it was done. Entries are never changed. */
export type AuditEntry = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** When it was done. */
  recordedAt: Scalars['DateTime']['output'];
  /** Who did it; null also for those who are deleted. */
  actor?: Maybe<Profile>;
  /** The `id` of the actor's profile; null: whoever runs the service, at the command line. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** The name of the mutation. */
  action: Scalars['String']['output'];
  /** To what; null when it can't be seen any more. */
  subject?: Maybe<Node>;
  /** The subject's `id`. */
  subjectId: Scalars['ID']['output'];
  /** Why, as the actor put it. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What was so before, by name. */
  before: Array<AuditFact>;
  /** What is so since then, by name. */
  after: Array<AuditFact>;
};

/** Something that an action may change. */
export type AuditFact = {
  /** For example `roles` or `status`. */
  name: Scalars['String']['output'];
  /** As text. */
  value?: Maybe<Scalars['String']['output']>;
};

/** What a notification is about. */
export type NotificationSubject = {
  /** Stable. */
  id: Scalars['ID']['output'];
};

/** What a mentor has written to prepare others. */
export type Post = NotificationSubject & Node & CommentSubject & ReactionSubject & BookmarkSubject & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** For addresses, together with the author's handle. */
  slug: Scalars['String']['output'];
  /** What it is about. */
  title: Scalars['String']['output'];
  /** The source of `html`. */
  markdown: Scalars['String']['output'];
  /** The text, rendered: safe HTML with code blocks and MathML. */
  html: Scalars['String']['output'];
  /** `DRAFT`, `SCHEDULED`, `PUBLISHED`, `ARCHIVED` or `HIDDEN` (by moderators). */
  status: Scalars['String']['output'];
  /** Counts its changes; goes with an update. */
  version: Scalars['Int']['output'];
  /** Since when others can read it; null until then. */
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When others will be able to read it, while it is `SCHEDULED`. */
  scheduledFor?: Maybe<Scalars['DateTime']['output']>;
  /** At 200 words a minute, rounded up. */
  readingMinutes: Scalars['Int']['output'];
  /** Null when the person is gone or can't be seen. */
  author?: Maybe<Profile>;
  /** 1 to 5, the most important first. */
  topics: Array<Topic>;
  /** Comments and replies together, without hidden and deleted ones; equal for all who look. */
  commentCount: Scalars['Int']['output'];
  /** Those that are no replies, oldest first. */
  comments: CommentConnection;
  /** Reactions of all kinds; equal for all who look. */
  reactionCount: Scalars['Int']['output'];
  /** One entry for each kind that somebody chose, most chosen first. */
  reactions: Array<ReactionCount>;
  /** Whether the viewer has bookmarked it. */
  viewerHasBookmarked: Scalars['Boolean']['output'];
  /** Whether the viewer may change it. */
  viewerCanEdit: Permission;
};


/** What a mentor has written to prepare others. */
export type PostCommentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** A person's answer to a question. */
export type Answer = NotificationSubject & Node & CommentSubject & ReactionSubject & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** The source of `html`. */
  markdown: Scalars['String']['output'];
  /** Safe HTML. */
  html: Scalars['String']['output'];
  /** Votes for it minus votes against it. */
  score: Scalars['Int']['output'];
  /** Whether the question's author or moderators chose it as the best. */
  accepted: Scalars['Boolean']['output'];
  /** 1, 0 or -1. */
  viewerVote: Scalars['Int']['output'];
  /** Whether the viewer may vote on it. */
  viewerCanVote: Permission;
  /** Whether the viewer may choose it as the best. */
  viewerCanAccept: Permission;
  /** When it was given. */
  createdAt: Scalars['DateTime']['output'];
  /** Null when the person is gone or can't be seen. */
  author?: Maybe<Profile>;
  /** What it answers. */
  question?: Maybe<Question>;
  /** Comments and replies together, without hidden and deleted ones; equal for all who look. */
  commentCount: Scalars['Int']['output'];
  /** Those that are no replies, oldest first. */
  comments: CommentConnection;
  /** Reactions of all kinds; equal for all who look. */
  reactionCount: Scalars['Int']['output'];
  /** One entry for each kind that somebody chose, most chosen first. */
  reactions: Array<ReactionCount>;
};


/** A person's answer to a question. */
export type AnswerCommentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** Something that happened and concerns the viewer. */
export type Notification = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /**
   * `INTERVIEW_BOOKED`, `INTERVIEW_REQUESTED`, `INTERVIEW_CONFIRMED`, `INTERVIEW_DECLINED`, `INTERVIEW_RESCHEDULED`, `INTERVIEW_CANCELLED`,
   * `INTERVIEW_EXPIRED` (nobody confirmed it in time), `ATTENDANCE_REPORTED`, `DISPUTE_RESOLVED`, `SLOT_OFFERED`, `COMMENT_ADDED`, `REPLY_ADDED`,
   * `QUESTION_DECIDED`, `ANSWER_ADDED`, `ANSWER_ACCEPTED` or `POST_PUBLISHED`. More may come.
   */
  kind: Scalars['String']['output'];
  /** When it was first marked as read; null before that. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it happened. */
  createdAt: Scalars['DateTime']['output'];
  /** One sentence of plain text for people. */
  text: Scalars['String']['output'];
  /** Where to go from it. */
  subject?: Maybe<NotificationSubject>;
};

/** The viewer has a new notification. */
export type NotificationReceived = ViewerEvent & {
  /** Its place among the viewer's events. */
  cursor: Scalars['String']['output'];
  /** Null when the viewer can no longer see it. */
  notification?: Maybe<Notification>;
  /** With the count as it is now. */
  viewer?: Maybe<Viewer>;
};

/** A page of notifications. */
export type NotificationConnection = {
  /** The page, each with its cursor. */
  edges: Array<NotificationEdge>;
  /** The page. */
  nodes: Array<Notification>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** All of the list. */
  totalCount: Scalars['Int']['output'];
};

/** One notification of a page. */
export type NotificationEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  node: Notification;
};

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

/** Whether notifications of a kind come by a channel. */
export type NotificationPreference = {
  /** As `Notification.kind`. */
  kind: Scalars['String']['output'];
  /** The channel. */
  channel: NotificationChannel;
  /** Whether it is used. */
  enabled: Scalars['Boolean']['output'];
};

/** Which notifications have been read. Neither field: all. */
export type MarkNotificationsReadInput = {
  /** These; at most 100. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The newest one that was shown: it and all older ones. */
  upTo?: InputMaybe<Scalars['ID']['input']>;
};

/** The answer to `markNotificationsRead`. */
export type MarkNotificationsReadResult = NotificationsRead | InvalidInput | Refused;

/** Notifications are read. */
export type NotificationsRead = {
  /** With the new count. */
  viewer?: Maybe<Viewer>;
  /** The newest 100 that changed. */
  notifications: Array<Notification>;
};

/** How the viewer wants to be told. */
export type SetNotificationPreferencesInput = {
  /** What changes; at most 100. */
  preferences: Array<NotificationPreferenceInput>;
};

/** A channel for a kind. */
export type NotificationPreferenceInput = {
  /** As `Notification.kind`. */
  kind: Scalars['String']['input'];
  /** The channel. */
  channel: NotificationChannel;
  /** Whether to use it. `CONFLICT` for `EMAIL` of what always comes by mail, which can't be switched off. */
  enabled: Scalars['Boolean']['input'];
};

/** The answer to `setNotificationPreferences`. */
export type SetNotificationPreferencesResult = NotificationPreferencesChanged | InvalidInput | Refused;

/** The preferences are other ones. */
export type NotificationPreferencesChanged = {
  /** With all preferences. */
  viewer?: Maybe<Viewer>;
};

/**
 * A mail with the notifications that the viewer has not read and that no digest has told of, as they can be seen then. It comes at
 * 09:00 of the viewer's time zone, to a verified address. None comes when there is nothing to tell, or when the viewer was here
 * within the last 24 hours.
 */
export type Digest = {
  /** `WEEKLY` unless something else was set. The link in a digest that ends such mail sets `NEVER`. */
  frequency: DigestFrequency;
  /** When the next one is due; null for `NEVER`, and for a minute or so after the account was made or has changed its time zone. */
  nextAt?: Maybe<Scalars['DateTime']['output']>;
};

/** How often a digest comes. */
export type DigestFrequency =
  /** Not at all. */
  | 'NEVER'
  /** Every day. */
  | 'DAILY'
  /** On Mondays. */
  | 'WEEKLY';

/** How often the viewer wants the digest. */
export type SetDigestFrequencyInput = {
  /** From the next one on. */
  frequency: DigestFrequency;
};

/** The answer to `setDigestFrequency`. */
export type SetDigestFrequencyResult = DigestFrequencyChanged | Refused;

/** The digest comes as often as was said. */
export type DigestFrequencyChanged = {
  /** With the `digest`. */
  viewer?: Maybe<Viewer>;
};

/** Several interviews at the same time of the week. */
export type BookPackageInput = {
  /** A new one for each package; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** What. */
  offeringId: Scalars['ID']['input'];
  /** When the first one begins: the start of a slot. */
  startsAt: Scalars['DateTime']['input'];
  /** How many, 2 to 12. */
  occurrences: Scalars['Int']['input'];
  /** So many weeks apart, 1 to 4. */
  everyWeeks?: Scalars['Int']['input'];
  /** IANA name. In this zone they begin at the same time of day, whatever its clocks do meanwhile; for mails and calendars, too. */
  timeZone: Scalars['String']['input'];
  /** For the mentor: what the learner prepares for; at most 2,000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** At most 5 topics by slug that the learner wants to be asked about. */
  topics?: InputMaybe<Array<Scalars['String']['input']>>;
  /** To `Offering.intakeQuestions`; the required ones must be there. They go with each interview. */
  answers?: InputMaybe<Array<IntakeAnswerInput>>;
  /** Whether nothing is to be booked when one of them can't be. */
  allOrNothing?: Scalars['Boolean']['input'];
};

/** What `bookPackage` answers. */
export type BookPackageResult = PackageBooked | PackageRefused | InvalidInput | Refused;

/** At least one of them is booked. */
export type PackageBooked = {
  /** What became of each, in order. */
  occurrences: Array<PackageOccurrence>;
};

/** Nothing is booked: none can be, or one can't where all are wanted. With the code of the first that can't. */
export type PackageRefused = Refusal & {
  /** `SLOT_TAKEN`, `OUTSIDE_AVAILABILITY`, `NOTICE_TOO_SHORT`, `LIMIT_REACHED` or `NOT_ALLOWED_NOW`. */
  code: Scalars['String']['output'];
  /** A sentence for people. */
  message: Scalars['String']['output'];
  /** What would become of each, in order; those that could be booked have no `refusal`. */
  occurrences: Array<PackageOccurrence>;
};

/** What became of one time of a package. */
export type PackageOccurrence = {
  /** 1 for the first. */
  number: Scalars['Int']['output'];
  /** When it begins; null where the clocks leave that time out. */
  startsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Null where none was booked. */
  interview?: Maybe<Interview>;
  /** Why none was booked. */
  refusal?: Maybe<OccurrenceRefusal>;
};

/** Why an interview of a package could not be booked. */
export type OccurrenceRefusal = {
  /** As `Refusal.code` of `bookInterview`. */
  code: Scalars['String']['output'];
  /** A sentence for people. */
  message: Scalars['String']['output'];
};

/** A key on a device or in a password manager that signs in without a password (WebAuthn). */
export type Passkey = Node & {
  /** Names the passkey, for `removePasskey`. */
  id: Scalars['ID']['output'];
  /** As its owner called it. */
  name: Scalars['String']['output'];
  /** When it was added. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last signed in; null when it never has. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What `startPasskeyRegistration` answers. */
export type StartPasskeyRegistrationResult = PasskeyRegistrationStarted | Refused;

/** A browser makes a passkey of it. */
export type PasskeyRegistrationStarted = {
  /** JSON for `PublicKeyCredential.parseCreationOptionsFromJSON`, whose result goes into `navigator.credentials.create`. */
  options: Scalars['String']['output'];
  /** Until then. */
  expiresAt: Scalars['DateTime']['output'];
};

/** What the browser made. */
export type FinishPasskeyRegistrationInput = {
  /** The credential as JSON: `JSON.stringify(credential.toJSON())`. */
  credential: Scalars['String']['input'];
  /** To tell it from others, at most 80 characters. */
  name: Scalars['String']['input'];
};

/** What `finishPasskeyRegistration` answers. */
export type FinishPasskeyRegistrationResult = PasskeyRegistered | InvalidInput | Refused;

/** The passkey can sign in. */
export type PasskeyRegistered = {
  /** The new one. */
  passkey: Passkey;
  /** Whose it is. */
  viewer: Viewer;
};

/** What `startPasskeySignIn` answers. */
export type StartPasskeySignInResult = PasskeySignInStarted | Refused;

/** A browser signs it. */
export type PasskeySignInStarted = {
  /** JSON for `PublicKeyCredential.parseRequestOptionsFromJSON`, whose result goes into `navigator.credentials.get`. */
  options: Scalars['String']['output'];
  /** Until then. */
  expiresAt: Scalars['DateTime']['output'];
};

/** What the browser signed. */
export type FinishPasskeySignInInput = {
  /** The credential as JSON: `JSON.stringify(credential.toJSON())`. */
  credential: Scalars['String']['input'];
};

/** What `finishPasskeySignIn` answers. */
export type FinishPasskeySignInResult = SignedIn | Refused;

/** Which passkey. */
export type RemovePasskeyInput = {
  /** One of the viewer's. */
  passkeyId: Scalars['ID']['input'];
};

/** What `removePasskey` answers. */
export type RemovePasskeyResult = PasskeyRemoved | Refused;

/** The passkey signs in no more. */
export type PasskeyRemoved = {
  /** It is gone. */
  removedId: Scalars['ID']['output'];
  /** Whose it was. */
  viewer: Viewer;
};

/** A person, as everybody may see them. */
export type Profile = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** For addresses; letters, digits and hyphens. */
  handle: Scalars['String']['output'];
  /** As they call themselves. */
  name: Scalars['String']['output'];
  /** One line about them. */
  headline?: Maybe<Scalars['String']['output']>;
  /** Markdown. */
  bio?: Maybe<Scalars['String']['output']>;
  /** `bio`, rendered; safe HTML. */
  bioHtml?: Maybe<Scalars['String']['output']>;
  /** Spoken languages, as ISO 639-1 codes. */
  languages: Array<Scalars['String']['output']>;
  /** Their other addresses on the web, at most 10. */
  links: Array<ProfileLink>;
  /** Equal for all who look. */
  followerCount: Scalars['Int']['output'];
  /** Whether the viewer follows them. */
  viewerFollows: Scalars['Boolean']['output'];
  /** Set when they are a mentor. */
  mentor?: Maybe<Mentor>;
  /** Their published posts, newest first. */
  posts: PostConnection;
};


/** A person, as everybody may see them. */
export type ProfilePostsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** An address on the web with its name. */
export type ProfileLink = {
  /** For example GitHub. */
  label: Scalars['String']['output'];
  /** Where it leads. */
  url: Scalars['URL']['output'];
};

/** How well somebody knows a topic. */
export type Expertise = {
  /** What it is about. */
  topic: Topic;
  /** 1 (has heard of it) to 5 (teaches it). */
  level: Scalars['Int']['output'];
};

/** A page of mentors. */
export type MentorConnection = {
  /** With their cursors. */
  edges: Array<MentorEdge>;
  /** Without. */
  nodes: Array<Mentor>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the viewer can see in all. */
  totalCount: Scalars['Int']['output'];
};

/** A mentor in a page. */
export type MentorEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The mentor. */
  node: Mentor;
};

/** One of the seven areas of skill that an interview about large language models can touch. */
export type SkillArea = Node & {
  /** Published posts with a topic of the area, newest first. */
  posts: PostConnection;
  /** Published questions of the area, newest first. */
  questions: QuestionConnection;
  /** How to study the area; null while there is none. */
  studyGuide?: Maybe<StudyGuide>;
  /** Stable. */
  id: Scalars['ID']['output'];
  /** 1 to 7. */
  number: Scalars['Int']['output'];
  /** For addresses; never changes. */
  slug: Scalars['String']['output'];
  /** In the reader's words. */
  name: Scalars['String']['output'];
  /** What the area covers and what interviewers look for in it. */
  summary: Scalars['String']['output'];
  /** Its topics, those that are asked about most first; at most 40. */
  topics: Array<Topic>;
};


/** One of the seven areas of skill that an interview about large language models can touch. */
export type SkillAreaPostsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** One of the seven areas of skill that an interview about large language models can touch. */
export type SkillAreaQuestionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** Which posts. */
export type PostFilter = {
  /** Areas by number: with a topic of any of them. */
  areas?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** Topics by slug: with any of them. */
  topics?: InputMaybe<Array<Scalars['String']['input']>>;
  /** By the person with this handle. */
  author?: InputMaybe<Scalars['String']['input']>;
  /** True: only by people whom the viewer follows. */
  followed?: InputMaybe<Scalars['Boolean']['input']>;
  /** True: only what the viewer has bookmarked. */
  bookmarked?: InputMaybe<Scalars['Boolean']['input']>;
  /** PUBLISHED if absent; any other gives the viewer's own posts only. */
  statuses?: InputMaybe<Array<PostStatus>>;
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

/** A page of posts. */
export type PostConnection = {
  /** With their cursors. */
  edges: Array<PostEdge>;
  /** Without. */
  nodes: Array<Post>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the viewer can see in all. */
  totalCount: Scalars['Int']['output'];
};

/** A post in a page. */
export type PostEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The post. */
  node: Post;
};

/** A draft. */
export type CreatePostInput = {
  /** A new one for each post; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** 3 to 150 characters. The slug is made from it. */
  title: Scalars['String']['input'];
  /** At most 60 kB. Code in fences, math between dollar signs. */
  markdown: Scalars['String']['input'];
  /** 1 to 5 topics by slug, the most important first. */
  topics: Array<Scalars['String']['input']>;
};

/** What `createPost` answers. */
export type CreatePostResult = PostCreated | InvalidInput | Refused;

/** The draft is kept. */
export type PostCreated = {
  /** The new post. */
  post: Post;
};

/** Which post to show, and when. */
export type PublishPostInput = {
  /** A new one for each time; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** A post of the viewer. */
  postId: Scalars['ID']['input'];
  /** Absent: now. Sent again while the post is SCHEDULED it moves the time. */
  publishAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What `publishPost` answers. */
export type PublishPostResult = PostPublished | InvalidInput | Refused;

/** The post is shown, or will be. */
export type PostPublished = {
  /** The post. */
  post: Post;
};

/** What of a question its viewer has had shown. */
export type Reveals = {
  /** How many hints. */
  hints: Scalars['Int']['output'];
  /** Whether the answer. */
  answer: Scalars['Boolean']['output'];
};

/** Which questions. */
export type QuestionFilter = {
  /** True: only those that the viewer has never tried. */
  notAttempted?: InputMaybe<Scalars['Boolean']['input']>;
  /** Areas by number. */
  areas?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** Topics by slug: with any of them. */
  topics?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Any of them. */
  difficulty?: InputMaybe<Array<Difficulty>>;
  /** Any of them. */
  kinds?: InputMaybe<Array<QuestionKind>>;
  /** By the person with this handle. */
  author?: InputMaybe<Scalars['String']['input']>;
  /** PUBLISHED if absent; any other gives the viewer's own, to moderators everybody's. */
  statuses?: InputMaybe<Array<QuestionStatus>>;
};

/** An account's practice. A day is the learner's: it begins at 04:00 in their time zone. */
export type Practice = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** Cards that are due now, suspended ones aside. */
  dueCount: Scalars['Int']['output'];
  /** How many new questions today still has room for. */
  newToday: Scalars['Int']['output'];
  /** How many days in a row, up to today or yesterday, had an attempt. */
  streakDays: Scalars['Int']['output'];
  /**
   * What to practise now: due cards, the longest due first, then new questions, the most asked first; as many as the caps of
   * `settings` leave today.
   */
  queue: CardConnection;
  /** Cards that are left out of the queue: by the viewer, or because they were forgotten again and again. */
  suspended: CardConnection;
  /** Days with attempts, the oldest first; at most the first 366 of them. */
  days: Array<PracticeDay>;
  /** Today so far, and the goals of it. */
  today: PracticeToday;
  /** How much is asked a day. */
  settings: PracticeSettings;
  /**
   * What fits until the interview of `settings` under `minutesPerDay` and the caps, from today to the day before it; at most the first
   * 60 days. Empty without either, and once the interview's day has begun. An attempt is taken to last as long as the median of the viewer's
   * timed ones, three minutes before there is one.
   */
  plan: Array<PracticePlanDay>;
};


/** An account's practice. A day is the learner's: it begins at 04:00 in their time zone. */
export type PracticeQueueArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** An account's practice. A day is the learner's: it begins at 04:00 in their time zone. */
export type PracticeSuspendedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** An account's practice. A day is the learner's: it begins at 04:00 in their time zone. */
export type PracticeDaysArgs = {
  from: Scalars['LocalDate']['input'];
  to: Scalars['LocalDate']['input'];
};


/** An account's practice. A day is the learner's: it begins at 04:00 in their time zone. */
export type PracticePlanArgs = {
  areas?: InputMaybe<Array<Scalars['Int']['input']>>;
};

/** A day of a plan. */
export type PracticePlanDay = {
  /** The learner's date of it. */
  date: Scalars['LocalDate']['output'];
  /** How many cards to review, the longest due first. */
  reviews: Scalars['Int']['output'];
  /** How many new questions, in the order of `queue`; none on the day before the interview. */
  newQuestions: Scalars['Int']['output'];
  /** What both take, rounded up; never beyond `minutesPerDay`. */
  minutes: Scalars['Int']['output'];
};

/** An account's card of one question. It is new as long as `dueAt` is null. */
export type Card = Node & {
  /** Stable, also while it is new. */
  id: Scalars['ID']['output'];
  /** When it is to be asked again; null while it is new. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** How often it was tried. */
  reps: Scalars['Int']['output'];
  /** How often it was forgotten after it had been known. */
  lapses: Scalars['Int']['output'];
  /** Whether it is left out of the queue. */
  suspended: Scalars['Boolean']['output'];
  /** Whether that is because it was forgotten eight times since it was last taken up. */
  leech: Scalars['Boolean']['output'];
  /** What it asks. */
  question?: Maybe<Question>;
};

/** A page of cards. */
export type CardConnection = {
  /** With their cursors. */
  edges: Array<CardEdge>;
  /** Without. */
  nodes: Array<Card>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** A card in a page. */
export type CardEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The card. */
  node: Card;
};

/** A day with attempts. */
export type PracticeDay = {
  /** The learner's date of it. */
  date: Scalars['LocalDate']['output'];
  /** How many. */
  attempts: Scalars['Int']['output'];
  /** What they took, rounded down; attempts without a duration count for nothing. */
  minutes: Scalars['Int']['output'];
};

/** A day that isn't over. */
export type PracticeToday = {
  /** Attempts so far. */
  attempts: Scalars['Int']['output'];
  /** Minutes so far, rounded down. */
  minutes: Scalars['Int']['output'];
  /** New questions so far. */
  newQuestions: Scalars['Int']['output'];
  /** Cards reviewed so far, each once. */
  reviews: Scalars['Int']['output'];
  /** Whether the goals of the settings are reached; null without one. */
  goalReached?: Maybe<Scalars['Boolean']['output']>;
};

/** How much is asked a day, and what is to be reached. */
export type PracticeSettings = {
  /** New questions a day, 0 to 100; 10 unless set. */
  newPerDay: Scalars['Int']['output'];
  /** Cards reviewed a day, 0 to 1,000; 100 unless set. */
  reviewsPerDay: Scalars['Int']['output'];
  /** Whether of the questions that begin with the same topic at most one is new on a day; true unless set. */
  burySiblings: Scalars['Boolean']['output'];
  /** Minutes a day to be reached, if any. */
  goalMinutes?: Maybe<Scalars['Int']['output']>;
  /** Attempts a day to be reached, if any. */
  goalQuestions?: Maybe<Scalars['Int']['output']>;
  /** The learner's date of the interview that they prepare for, if any. */
  interviewOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Minutes that there are a day until then, if told. */
  minutesPerDay?: Maybe<Scalars['Int']['output']>;
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
  id: Scalars['UUID']['input'];
  /** At which question. */
  questionId: Scalars['ID']['input'];
  /** Which version of it was answered, of those that have been in the bank; the one that was in it at `at` if absent. */
  questionVersion?: InputMaybe<Scalars['Int']['input']>;
  /** How it went. */
  grade: Grade;
  /** When, by the client's clock. */
  at: Scalars['DateTime']['input'];
  /** How long it took. */
  durationMs?: InputMaybe<Scalars['Int']['input']>;
  /** Whether the answer was shown before the grade was given; false if absent. */
  answerRevealed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Ids of the points of the rubric that the answer met. */
  rubricMet?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What became of them. */
export type RecordAttemptsResult = AttemptsRecorded | InvalidInput | Refused;

/** Each attempt is recorded, known already, or rejected. */
export type AttemptsRecorded = {
  /** How many were new. */
  recorded: Scalars['Int']['output'];
  /** How many had been kept before. */
  alreadyKnown: Scalars['Int']['output'];
  /** Those that can't be taken; sent again as they are, they would be rejected again. */
  rejected: Array<RejectedRecord>;
  /** The cards of what was recorded or known, as they are now. */
  cards: Array<Card>;
  /** With the counts as they are now. */
  practice?: Maybe<Practice>;
};

/** A record that can't be taken. */
export type RejectedRecord = {
  /** The client's id of it. */
  id: Scalars['UUID']['output'];
  /** `UNKNOWN` (no such question, version or rubric point), `OUT_OF_RANGE`, `MALFORMED` or `CONFLICT`. More may come. */
  code: Scalars['String']['output'];
  /** A sentence for people. */
  message: Scalars['String']['output'];
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
  id: Scalars['UUID']['input'];
  /** Of which question. */
  questionId: Scalars['ID']['input'];
  /** What. */
  part: RevealPart;
  /** Which hint, from 1 on; absent for the answer. */
  hint?: InputMaybe<Scalars['Int']['input']>;
  /** When, by the client's clock. */
  at: Scalars['DateTime']['input'];
};

/** What became of them. */
export type RecordRevealsResult = RevealsRecorded | InvalidInput | Refused;

/** Each reveal is recorded, known already, or rejected. */
export type RevealsRecorded = {
  /** How many were new. */
  recorded: Scalars['Int']['output'];
  /** How many had been kept before. */
  alreadyKnown: Scalars['Int']['output'];
  /** Those that can't be taken. */
  rejected: Array<RejectedRecord>;
  /** The questions of what was recorded or known, as they are now. */
  questions: Array<Question>;
};

/** Which attempt. */
export type UndoAttemptInput = {
  /** The client's id of it. */
  attemptId: Scalars['UUID']['input'];
};

/** What became of it. */
export type UndoAttemptResult = AttemptUndone | Refused;

/** It counts for nothing any more. */
export type AttemptUndone = {
  /** As it is without the attempt. */
  card?: Maybe<Card>;
  /** With the counts as they are now. */
  practice?: Maybe<Practice>;
};

/** Which card. */
export type SuspendCardInput = {
  /** Its id. */
  cardId: Scalars['ID']['input'];
};

/** What became of it. */
export type SuspendCardResult = CardSuspended | Refused;

/** It isn't asked any more. */
export type CardSuspended = {
  /** As it is now. */
  card?: Maybe<Card>;
  /** With the counts as they are now. */
  practice?: Maybe<Practice>;
};

/** Which card. */
export type ResumeCardInput = {
  /** Its id. */
  cardId: Scalars['ID']['input'];
};

/** What became of it. */
export type ResumeCardResult = CardResumed | Refused;

/** It is asked again; a leech has eight lapses more. */
export type CardResumed = {
  /** As it is now. */
  card?: Maybe<Card>;
  /** With the counts as they are now. */
  practice?: Maybe<Practice>;
};

/** What changes. */
export type UpdatePracticeSettingsInput = {
  /** 0 to 100; 10 if null. */
  newPerDay?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 1,000; 100 if null. */
  reviewsPerDay?: InputMaybe<Scalars['Int']['input']>;
  /** True if null. */
  burySiblings?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 to 600. */
  goalMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 500. */
  goalQuestions?: InputMaybe<Scalars['Int']['input']>;
  /** None if null. A day that is over has no plan. */
  interviewOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** 1 to 600. */
  minutesPerDay?: InputMaybe<Scalars['Int']['input']>;
};

/** What became of it. */
export type UpdatePracticeSettingsResult = PracticeSettingsUpdated | InvalidInput | Refused;

/** They hold from now on. */
export type PracticeSettingsUpdated = {
  /** As it is now. */
  practice?: Maybe<Practice>;
};

/** What first attempts say of how hard a question is. */
export type DifficultyEstimate = {
  /** On Elo's scale: 1500 in the middle; 400 more are ten times the odds against knowing it. */
  rating: Scalars['Int']['output'];
  /** One standard deviation of `rating`. */
  uncertainty: Scalars['Int']['output'];
  /** How many attempts it rests on. */
  attempts: Scalars['Int']['output'];
};

/** How a question does with those who try it. For moderators. */
export type QuestionSignals = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** Which question. */
  question?: Maybe<Question>;
  /** Why to look at it: `LOW_DISCRIMINATION` (those who know more do no better), `OFTEN_REVEALED` (most look before they try), `MISLABELLED` (`difficulty` says otherwise). More may come. */
  signals: Array<Scalars['String']['output']>;
  /** As in `Question.difficultyEstimate`. */
  rating?: Maybe<Scalars['Int']['output']>;
  /** As in `Question.difficultyEstimate`. */
  uncertainty?: Maybe<Scalars['Int']['output']>;
  /** First attempts that count. */
  attempts: Scalars['Int']['output'];
  /** Accounts that have tried it at all. */
  learners: Scalars['Int']['output'];
  /** How well it tells those who know more from others: a correlation, -1 to 1. Null where too few have tried it. */
  discrimination?: Maybe<Scalars['Float']['output']>;
  /** Of those who tried it, the share that had something shown first, 0 to 1. */
  revealRate: Scalars['Float']['output'];
};

/** A page of signals. */
export type QuestionSignalsConnection = {
  /** With their cursors. */
  edges: Array<QuestionSignalsEdge>;
  /** Without. */
  nodes: Array<QuestionSignals>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** Signals in a page. */
export type QuestionSignalsEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The signals. */
  node: QuestionSignals;
};

/** Everything that is kept of an account, as it was at one moment. */
export type DataExport = Node & {
  /** Stands for this one export. */
  id: Scalars['ID']['output'];
  /** `PENDING` (being made), `READY`, `EXPIRED` (asked for too long ago: ask again) or `FAILED` (ask again). */
  status: Scalars['String']['output'];
  /** When it was asked for. */
  requestedAt: Scalars['DateTime']['output'];
  /** Where the zip is while it is `READY`. Whoever knows the address reads it: show it to nobody else. */
  downloadUrl?: Maybe<Scalars['URL']['output']>;
  /** Until when it can be downloaded: seven days after it is ready. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Which request. */
export type RequestExportInput = {
  /** A new one for each request; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
};

/** What `requestExport` answers. `REAUTH_REQUIRED` unless signed in within the last ten minutes; `NOT_ALLOWED_NOW` while one is being made; `LIMIT_REACHED` within a day of the last one. */
export type RequestExportResult = ExportRequested | Refused;

/** The export is being made; a mail tells when it is ready. */
export type ExportRequested = {
  /** With the new `latestExport`. */
  viewer: Viewer;
};

/** Which account to delete. */
export type DeleteAccountInput = {
  /** The viewer's own, typed to confirm. */
  handle: Scalars['String']['input'];
};

/** What `deleteAccount` answers. `REAUTH_REQUIRED` unless signed in within the last ten minutes. */
export type DeleteAccountResult = AccountDeleted | InvalidInput | Refused;

/** The account is gone. */
export type AccountDeleted = {
  /** Of its `Viewer`. */
  deletedId: Scalars['ID']['output'];
  /** How many interviews to come were cancelled; the other side has been told. */
  interviewsCancelled: Scalars['Int']['output'];
};

/** How notifications are pushed. */
export type PushService = {
  /** Whose devices can be registered. Outside production all are named; to those that aren't configured nothing is sent. */
  platforms: Array<PushPlatform>;
  /** What a browser subscribes with, as `applicationServerKey`: the public VAPID key in base64url. */
  webKey: Scalars['String']['output'];
};

/** What brings messages to a device. */
export type PushPlatform =
  /** Apple Push Notification service. */
  | 'APNS'
  /** Firebase Cloud Messaging. */
  | 'FCM'
  /** Web Push, in browsers. */
  | 'WEB';

/** A device that notifications are pushed to. */
export type PushDevice = Node & {
  /** Stable for as long as the device is this account's. */
  id: Scalars['ID']['output'];
  /** What brings messages to it. */
  platform: PushPlatform;
  /** When it was registered last. After 270 days it is forgotten. */
  lastSeenAt: Scalars['DateTime']['output'];
};

/** The device, as its platform knows it. */
export type RegisterPushDeviceInput = {
  /** `UNKNOWN` for one that nothing is sent to here; see `PushService.platforms`. */
  platform: PushPlatform;
  /** Of `APNS` and `FCM`: what the platform gave to the app. */
  token?: InputMaybe<Scalars['String']['input']>;
  /** Of `WEB`: what the browser subscribed to. */
  webPush?: InputMaybe<WebPushSubscriptionInput>;
};

/** A `PushSubscription` of a browser. */
export type WebPushSubscriptionInput = {
  /** Its `endpoint`; https, at a push service on the Internet. */
  endpoint: Scalars['String']['input'];
  /** Its key `p256dh`, in base64url. */
  p256dh: Scalars['String']['input'];
  /** Its key `auth`, in base64url. */
  auth: Scalars['String']['input'];
};

/** The answer to `registerPushDevice`. */
export type RegisterPushDeviceResult = PushDeviceRegistered | InvalidInput | Refused;

/** Notifications are pushed to the device. When an account has more than 20, the one not seen for longest goes. */
export type PushDeviceRegistered = {
  /** The device. */
  device?: Maybe<PushDevice>;
};

/** A device that nothing is to be pushed to any more. */
export type RemovePushDeviceInput = {
  /** One of the viewer's. */
  deviceId: Scalars['ID']['input'];
};

/** The answer to `removePushDevice`. */
export type RemovePushDeviceResult = PushDeviceRemoved | Refused;

/** Nothing is pushed to the device any more. */
export type PushDeviceRemoved = {
  /** Which it was. */
  deviceId: Scalars['ID']['output'];
  /** With the devices that are left. */
  viewer?: Maybe<Viewer>;
};

/** Questions that somebody put together. */
export type QuestionList = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** What it is called. */
  title: Scalars['String']['output'];
  /** Counts its changes; goes with an update. */
  version: Scalars['Int']['output'];
  /** For the link to it, which nobody can guess; null while it isn't shared. */
  shareKey?: Maybe<Scalars['String']['output']>;
  /** Whose it is; null when the person is gone or can't be seen. */
  author?: Maybe<Profile>;
  /** In their order, those that the viewer can see; at most 200. */
  questions: Array<Question>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
};

/** A page of lists of questions. */
export type QuestionListConnection = {
  /** With their cursors. */
  edges: Array<QuestionListEdge>;
  /** Without. */
  nodes: Array<QuestionList>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** A list of questions in a page. */
export type QuestionListEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The list. */
  node: QuestionList;
};

/** A new list. */
export type CreateQuestionListInput = {
  /** A new one for each list; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** 1 to 100 characters. */
  title: Scalars['String']['input'];
  /** At most 200, in their order. */
  questionIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What `createQuestionList` answers. */
export type CreateQuestionListResult = QuestionListCreated | InvalidInput | Refused;

/** The list is made. */
export type QuestionListCreated = {
  /** The new list. */
  list: QuestionList;
};

/** What changes of a list. What is absent stays. */
export type UpdateQuestionListInput = {
  /** One of the viewer's. */
  listId: Scalars['ID']['input'];
  /** The version that the change was made to. */
  version: Scalars['Int']['input'];
  /** 1 to 100 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** All of them, at most 200, in their order; null empties the list. */
  questionIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What `updateQuestionList` answers. */
export type UpdateQuestionListResult = QuestionListUpdated | Stale | InvalidInput | Refused;

/** The list is changed. */
export type QuestionListUpdated = {
  /** As it is now. */
  list: QuestionList;
};

/** Which list to delete. */
export type DeleteQuestionListInput = {
  /** One of the viewer's. */
  listId: Scalars['ID']['input'];
};

/** What `deleteQuestionList` answers. */
export type DeleteQuestionListResult = QuestionListDeleted | Refused;

/** It is gone. */
export type QuestionListDeleted = {
  /** The id that it had. */
  listId: Scalars['ID']['output'];
};

/** Whether a list is shown to others. */
export type ShareQuestionListInput = {
  /** A new one for each time; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** One of the viewer's. */
  listId: Scalars['ID']['input'];
  /** False: no longer. */
  shared: Scalars['Boolean']['input'];
};

/** What `shareQuestionList` answers. */
export type ShareQuestionListResult = QuestionListShared | Refused;

/** It is shown, or no longer. */
export type QuestionListShared = {
  /** With its `shareKey`. */
  list: QuestionList;
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
  idempotencyKey: Scalars['UUID']['input'];
  /** Which; not one's own. */
  questionId: Scalars['ID']['input'];
  /** The version that the decision is about. */
  version: Scalars['Int']['input'];
  /** What. */
  decision: QuestionVerdict;
  /** Why, in a line of 3 to 500 characters, required unless APPROVE. Its author reads it; the audit log keeps it for ever. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `decideQuestion` answers. */
export type DecideQuestionResult = QuestionDecided | Stale | InvalidInput | Refused;

/** It is decided. */
export type QuestionDecided = {
  /** As it is now. */
  question: Question;
};

/** Which question leaves the bank. */
export type DeprecateQuestionInput = {
  /** A new one for each time; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** Which. */
  questionId: Scalars['ID']['input'];
  /** The version that the decision is about. */
  version: Scalars['Int']['input'];
  /** A published question that takes its place: its address leads there from now on. */
  successorId?: InputMaybe<Scalars['ID']['input']>;
  /** Why, in a line of 3 to 500 characters. Its author reads it; the audit log keeps it for ever. */
  reason: Scalars['String']['input'];
};

/** What `deprecateQuestion` answers. */
export type DeprecateQuestionResult = QuestionDeprecated | Stale | InvalidInput | Refused;

/** It is no longer in the bank. */
export type QuestionDeprecated = {
  /** As it is now. */
  question: Question;
};

/** Which question is the same as which. */
export type MergeQuestionInput = {
  /** A new one for each time; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The one that goes. */
  questionId: Scalars['ID']['input'];
  /** Its version that the decision is about. */
  version: Scalars['Int']['input'];
  /** The published one that stays. */
  intoId: Scalars['ID']['input'];
  /** Why, in a line of 3 to 500 characters. The author of the one that goes reads it; the audit log keeps it for ever. */
  reason: Scalars['String']['input'];
};

/** What `mergeQuestion` answers. */
export type MergeQuestionResult = QuestionMerged | Stale | InvalidInput | Refused;

/** They are one. */
export type QuestionMerged = {
  /** The one that stays, with all that was the other's. */
  question: Question;
};

/** Whose facts were checked. */
export type VerifyQuestionInput = {
  /** Which. */
  questionId: Scalars['ID']['input'];
  /** The version that was checked. */
  version: Scalars['Int']['input'];
};

/** What `verifyQuestion` answers. */
export type VerifyQuestionResult = QuestionVerified | Stale | Refused;

/** Its facts were checked today. */
export type QuestionVerified = {
  /** With `verifiedAt`. */
  question: Question;
};

/** What to know in an area, in which order, and with which questions. */
export type StudyGuide = {
  /** The guide: safe HTML. Its links to questions are `/questions/<slug>`, relative to where the client is. */
  html: Scalars['String']['output'];
  /** The published questions that it leads to, in the order of their first mention, at most 60. */
  questions: Array<Question>;
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

/** One thing that a good answer contains. */
export type RubricPoint = {
  /** Stable over versions of the question. */
  id: Scalars['ID']['output'];
  /** What it is. */
  text: Scalars['String']['output'];
  /** What it is worth, 1 to 3. */
  points: Scalars['Int']['output'];
};

/** Where an interviewer would go next. */
export type FollowUp = {
  /** The next question. */
  prompt: Scalars['String']['output'];
  /** What the answer shows. */
  probes: Scalars['String']['output'];
};

/** A source. */
export type Reference = {
  /** Authors, title, year. */
  title: Scalars['String']['output'];
  /** Where to read it. */
  url: Scalars['URL']['output'];
};

/** A page of answers. */
export type AnswerConnection = {
  /** With their cursors. */
  edges: Array<AnswerEdge>;
  /** Without. */
  nodes: Array<Answer>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the viewer can see in all. */
  totalCount: Scalars['Int']['output'];
};

/** An answer in a page. */
export type AnswerEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The answer. */
  node: Answer;
};

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

/** A page of questions. */
export type QuestionConnection = {
  /** With their cursors. */
  edges: Array<QuestionEdge>;
  /** Without. */
  nodes: Array<Question>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the viewer can see in all. */
  totalCount: Scalars['Int']['output'];
};

/** A question in a page. */
export type QuestionEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The question. */
  node: Question;
};

/** A question as it was published once. */
export type QuestionVersion = {
  /** Its number. */
  version: Scalars['Int']['output'];
  /** Since when it read so. */
  publishedAt: Scalars['DateTime']['output'];
  /** The question; Markdown. */
  prompt: Scalars['String']['output'];
  /** `prompt`, rendered: safe HTML. */
  html: Scalars['String']['output'];
  /** Each opens the next step; Markdown. */
  hints: Array<Scalars['String']['output']>;
  /** What one would say in half a minute; Markdown. */
  shortAnswer: Scalars['String']['output'];
  /** The full answer: safe HTML. */
  answerHtml: Scalars['String']['output'];
  /** What a good answer contains, to be scored one by one. */
  rubric: Array<RubricPoint>;
  /** What people often get wrong; Markdown. */
  commonMistakes: Array<Scalars['String']['output']>;
};

/** What moderators decided about a question. Which of them is not told. */
export type QuestionDecision = {
  /** `APPROVE`, `REJECT`, `ASK_FOR_MORE`, `DEPRECATE` or `MERGE`. */
  decision: Scalars['String']['output'];
  /** Of which version. */
  version: Scalars['Int']['output'];
  /** Why; always there unless it was approved. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When. */
  decidedAt: Scalars['DateTime']['output'];
};

/** A point of a rubric. */
export type RubricPointInput = {
  /** What a good answer contains, in a line. */
  text: Scalars['String']['input'];
  /** What it is worth, 1 to 3. */
  points: Scalars['Int']['input'];
};

/** Where an interviewer would go next. */
export type FollowUpInput = {
  /** The next question. */
  prompt: Scalars['String']['input'];
  /** What the answer shows. */
  probes: Scalars['String']['input'];
};

/** A source. */
export type ReferenceInput = {
  /** Authors, title, year. */
  title: Scalars['String']['input'];
  /** Where to read it: `http://` or `https://`. */
  url: Scalars['String']['input'];
};

/** A question for the bank. */
export type SubmitQuestionInput = {
  /** A new one for each question; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The question, as an interviewer would put it: Markdown, at most 4 kB. The slug is made from it. */
  prompt: Scalars['String']['input'];
  /** What it asks for. */
  kind: QuestionKind;
  /** How hard it is. */
  difficulty: Difficulty;
  /** 1 to 4 by slug, the most important first; the first gives the area. */
  topics: Array<Scalars['String']['input']>;
  /** What one would say in half a minute: Markdown, at most 1 kB. */
  shortAnswer: Scalars['String']['input'];
  /** The full answer: Markdown, at most 20 kB. */
  answer: Scalars['String']['input'];
  /** 1 to 6 points. */
  rubric: Array<RubricPointInput>;
  /** At most 5, Markdown, each at most 1 kB. */
  hints?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At most 5, Markdown, each at most 1 kB. */
  commonMistakes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At most 3. */
  followUps?: InputMaybe<Array<FollowUpInput>>;
  /** At most 10. */
  references?: InputMaybe<Array<ReferenceInput>>;
};

/** What `submitQuestion` answers. */
export type SubmitQuestionResult = QuestionSubmitted | InvalidInput | Refused;

/** The question waits for a moderator. */
export type QuestionSubmitted = {
  /** The new question. */
  question: Question;
  /** Published questions that read much like it, the most alike first. */
  similar: Array<Question>;
};

/** What changes of a question. What is absent stays; null empties a list, and is refused for what must be there. */
export type UpdateQuestionInput = {
  /** Which. */
  questionId: Scalars['ID']['input'];
  /** The version that the change was made to. */
  version: Scalars['Int']['input'];
  /** As in `submitQuestion`. The slug stays. */
  prompt?: InputMaybe<Scalars['String']['input']>;
  /** What it asks for. */
  kind?: InputMaybe<QuestionKind>;
  /** How hard it is. */
  difficulty?: InputMaybe<Difficulty>;
  /** 1 to 4 by slug, the most important first; the first gives the area. */
  topics?: InputMaybe<Array<Scalars['String']['input']>>;
  /** As in `submitQuestion`. */
  shortAnswer?: InputMaybe<Scalars['String']['input']>;
  /** As in `submitQuestion`. */
  answer?: InputMaybe<Scalars['String']['input']>;
  /** All its points. One with the text of a point that is there keeps its id. */
  rubric?: InputMaybe<Array<RubricPointInput>>;
  /** All of them. */
  hints?: InputMaybe<Array<Scalars['String']['input']>>;
  /** All of them. */
  commonMistakes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** All of them. */
  followUps?: InputMaybe<Array<FollowUpInput>>;
  /** All of them. */
  references?: InputMaybe<Array<ReferenceInput>>;
};

/** What `updateQuestion` answers. */
export type UpdateQuestionResult = QuestionUpdated | Stale | InvalidInput | Refused;

/** The question is changed. */
export type QuestionUpdated = {
  /** As it is now. */
  question: Question;
};

/** An answer to a question. */
export type AddAnswerInput = {
  /** A new one for each answer; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** A published question. */
  questionId: Scalars['ID']['input'];
  /** At most 20 kB. */
  markdown: Scalars['String']['input'];
};

/** What `addAnswer` answers. */
export type AddAnswerResult = AnswerAdded | InvalidInput | Refused;

/** The answer is there for all to see. */
export type AnswerAdded = {
  /** The new answer. */
  answer: Answer;
  /** The new answer in the list of its question. */
  edge: AnswerEdge;
  /** What it answers. */
  question?: Maybe<Question>;
};

/** A vote. */
export type VoteInput = {
  /** Somebody else's answer. */
  answerId: Scalars['ID']['input'];
  /** 1 for it, -1 against it, 0 takes the vote back. */
  value: Scalars['Int']['input'];
};

/** What `vote` answers. */
export type VoteResult = VoteChanged | InvalidInput | Refused;

/** The vote counts. */
export type VoteChanged = {
  /** With its score. */
  answer: Answer;
};

/** Which answer is the best. */
export type AcceptAnswerInput = {
  /** A new one for each choice; sent again it changes nothing. */
  idempotencyKey: Scalars['UUID']['input'];
  /** The answer. */
  answerId: Scalars['ID']['input'];
  /** False takes the choice back. */
  accepted?: Scalars['Boolean']['input'];
};

/** What `acceptAnswer` answers. */
export type AcceptAnswerResult = AnswerAccepted | Refused;

/** The choice is made. */
export type AnswerAccepted = {
  /** The answer, chosen or no longer. */
  answer: Answer;
  /** Its question, with its answers in their new order. */
  question?: Maybe<Question>;
};

/** What can be searched for. */
export type SearchKind =
  /** Prep posts. */
  | 'POST'
  /** Interview questions. */
  | 'QUESTION'
  /** Mentors. */
  | 'MENTOR';

/** What a search can find. */
export type SearchItem = Post | Question | Mentor;

/** Something that was found. */
export type SearchHit = {
  /** How well it fits, 0 to 1; to be compared within one search only. */
  score: Scalars['Float']['output'];
  /** A part of its text that fits, as safe HTML: all text is escaped, what was looked for stands in `<mark>`. */
  snippet: Scalars['String']['output'];
  /** What was found. */
  item?: Maybe<SearchItem>;
};

/** A page of what was found. */
export type SearchHitConnection = {
  /** With their cursors. */
  edges: Array<SearchHitEdge>;
  /** Without. */
  nodes: Array<SearchHit>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the viewer can see in all. */
  totalCount: Scalars['Int']['output'];
  /** How many of what there are, for narrowing the search. */
  facets: SearchFacets;
};

/** Something found in a page. */
export type SearchHitEdge = {
  /** For `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** What was found. */
  node: SearchHit;
};

/** What was found, counted. Each list disregards what the search itself is narrowed to in that respect, so that it tells what another choice would find. */
export type SearchFacets = {
  /** By kind, most first. */
  kinds: Array<SearchKindCount>;
  /** By area, most first; a post or mentor may belong to several. */
  areas: Array<SearchAreaCount>;
  /** Questions by difficulty, easy ones first. */
  difficulties: Array<SearchDifficultyCount>;
};

/** How many of a kind. */
export type SearchKindCount = {
  /** The kind. */
  kind: SearchKind;
  /** How many. */
  count: Scalars['Int']['output'];
};

/** How many in an area. */
export type SearchAreaCount = {
  /** The area. */
  area: SkillArea;
  /** How many. */
  count: Scalars['Int']['output'];
};

/** How many questions of a difficulty. */
export type SearchDifficultyCount = {
  /** How hard they are. */
  difficulty: Difficulty;
  /** How many. */
  count: Scalars['Int']['output'];
};

/** Codes from an authenticator app, and what is there for the day it is lost. */
export type SecondFactor = {
  /** When the app was added. */
  totpEnabledAt: Scalars['DateTime']['output'];
  /** Each works once. */
  backupCodesLeft: Scalars['Int']['output'];
};

/** The password was right, and a code is asked for as well: answer with `completeSignIn`. */
export type SecondFactorRequired = {
  /** Goes into `completeSignIn`. Works for one sign-in; five wrong codes void it. */
  challenge: Scalars['String']['output'];
  /** What may be given: `TOTP` (the app's code), `BACKUP_CODE`. More may come. */
  methods: Array<Scalars['String']['output']>;
  /** Until then. */
  expiresAt: Scalars['DateTime']['output'];
};

/** What `startTotp` answers. */
export type StartTotpResult = TotpStarted | Refused;

/** A secret for an authenticator app. Show it now; it can't be read again. */
export type TotpStarted = {
  /** To be typed into the app, in Base32. */
  secret: Scalars['String']['output'];
  /** The same as an `otpauth://` address, for a QR code. */
  uri: Scalars['String']['output'];
};

/** What the app shows. */
export type ConfirmTotpInput = {
  /** Six digits. */
  code: Scalars['String']['input'];
};

/** What `confirmTotp` answers. */
export type ConfirmTotpResult = TotpConfirmed | TooManyAttempts | Refused;

/** Codes are asked for from now on. */
export type TotpConfirmed = {
  /** Ten, each for one sign-in. Show them now; they can't be read again. */
  backupCodes: Array<Scalars['String']['output']>;
  /** Whose they are. */
  viewer: Viewer;
};

/** What `removeTotp` answers. */
export type RemoveTotpResult = TotpRemoved | Refused;

/** No codes are asked for any more. */
export type TotpRemoved = {
  /** Whose app it was. */
  viewer: Viewer;
};

/** What `regenerateBackupCodes` answers. */
export type RegenerateBackupCodesResult = BackupCodesRegenerated | Refused;

/** The old backup codes are void. */
export type BackupCodesRegenerated = {
  /** Ten, each for one sign-in. Show them now; they can't be read again. */
  backupCodes: Array<Scalars['String']['output']>;
  /** Whose they are. */
  viewer: Viewer;
};

/** One code, of either kind. */
export type CompleteSignInInput = {
  /** From `SecondFactorRequired`. */
  challenge: Scalars['String']['input'];
  /** Six digits from the app. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** In place of `code`: one of the backup codes, with or without the dash. */
  backupCode?: InputMaybe<Scalars['String']['input']>;
};

/** What `completeSignIn` answers. */
export type CompleteSignInResult = SignedIn | TooManyAttempts | InvalidInput | Refused;

/** A concept within an area, as posts and questions are tagged with it. */
export type Topic = Node & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** For addresses and inputs; never changes. */
  slug: Scalars['String']['output'];
  /** The field's standard term. */
  name: Scalars['String']['output'];
  /** Abbreviations and synonyms under which it is found as well. */
  aliases: Array<Scalars['String']['output']>;
  /** Of 55 public lists of interview questions surveyed in 2026, how many ask about it. */
  askedIn: Scalars['Int']['output'];
  /** Where it belongs. */
  area: SkillArea;
};

/** Somebody waits for a time of an offering. It ends when the offered time is booked, given back or no longer kept. */
export type WaitlistEntry = Node & NotificationSubject & {
  /** Stable. */
  id: Scalars['ID']['output'];
  /** What they wait for; null when they may no longer see it. */
  offering?: Maybe<Offering>;
  /** They want a start from this instant on. */
  from: Scalars['DateTime']['output'];
  /** And before this one. */
  to: Scalars['DateTime']['output'];
  /** Since when they wait. */
  joinedAt: Scalars['DateTime']['output'];
  /** The start that is kept for them, to be booked as any slot; null while there is none. */
  offeredStart?: Maybe<Scalars['DateTime']['output']>;
  /** Until when. */
  offeredUntil?: Maybe<Scalars['DateTime']['output']>;
};

/** What to wait for. */
export type JoinWaitlistInput = {
  /** The id of an `Offering`. */
  offeringId: Scalars['ID']['input'];
  /** Starts from this instant on. */
  from: Scalars['DateTime']['input'];
  /** And before this one, at most 62 days later. */
  to: Scalars['DateTime']['input'];
};

/** What `joinWaitlist` answers; `NOT_ALLOWED_NOW` while a time between these can be booked. */
export type JoinWaitlistResult = WaitlistJoined | InvalidInput | Refused;

/** The viewer waits. */
export type WaitlistJoined = {
  /** For what. */
  entry: WaitlistEntry;
};

/** Which entry to end. */
export type LeaveWaitlistInput = {
  /** The id of a `WaitlistEntry`. */
  entryId: Scalars['ID']['input'];
};

/** What `leaveWaitlist` answers. */
export type LeaveWaitlistResult = WaitlistLeft | Refused;

/** The viewer doesn't wait for it any more. */
export type WaitlistLeft = {
  /** The id of the entry that is gone. */
  entryId: Scalars['ID']['output'];
};
