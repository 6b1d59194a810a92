export { RecountWords } from './recount.js';
export { SearchModule } from './search.module.js';
