export { BookPackage } from './book-package.js';
export { PackageResolver } from './package.resolver.js';
export { packageViews } from './package.view.js';
