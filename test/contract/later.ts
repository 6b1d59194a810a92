/** Operations of the contract whose part of the schema is still to come. */
export const LATER = [
  'UpdateProfile', 'ApplyAsMentor', 'DecideMentorApplication', 'ReviewQueue', 'MyMentorship', 'Follow',
  'UpdatePost', 'UnpublishPost', 'DeletePost', 'UpdateComment', 'DeleteComment', 'Report', 'React', 'Bookmark',
  'InterviewKit', 'SetInterviewKit', 'StartInterview', 'EndInterview', 'SubmitScorecard', 'ReviewMentor', 'MySkills',
];
