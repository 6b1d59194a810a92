export { CONTENT, ContentFile, readContent } from './content.js';
export { ContentModule } from './content.module.js';
export { LoadedContent } from './loaded-content.js';
