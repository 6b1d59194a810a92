export { readingMinutes, renderMarkdown } from './markdown.js';
export { freeSlug, slugOf } from './slug.js';
