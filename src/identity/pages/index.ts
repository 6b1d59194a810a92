export { LinkPages } from './link-pages.js';
