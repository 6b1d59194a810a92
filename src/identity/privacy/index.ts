import { DeleteAccount } from './delete-account.js';
import { ExportLinks } from './export-links.js';
import { MakeExport } from './make-export.js';
import { RequestExport } from './request-export.js';

export { ExportLinks } from './export-links.js';
export { exportViews } from './export.view.js';
export { ExportsController } from './exports.controller.js';
export { PrivacyResolver } from './privacy.resolver.js';

export const privacyProviders = [DeleteAccount, ExportLinks, MakeExport, RequestExport];
