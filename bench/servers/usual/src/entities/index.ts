export * from './discussion.js';
export * from './people.js';
export * from './posts.js';
export * from './questions.js';
export * from './skills.js';
