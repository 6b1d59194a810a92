export { AddComment, CommentAdded } from './add-comment.js';
export { Reaction, Subject } from './discussion.entity.js';
export { DiscussionModule } from './discussion.module.js';
export { bookmarkSubject, commentSubject, commentVisible, isBookmarked, reactionSubject } from './discussion.view.js';
export { MergeSubjects } from './merge-subjects.js';
export { declareSubject, subjectOpen, subjectVisible } from './subjects.js';
