import { ChangeEmail } from './change-email.js';
import { ConfirmEmailChange } from './confirm-email-change.js';
import { EmailLinks } from './email-links.js';
import { EmailResolver } from './email.resolver.js';
import { LinkMails } from './link-mails.js';
import { Planted } from './planted.js';
import { RequestEmailLink } from './request-email-link.js';
import { VerifyEmail } from './verify-email.js';

export { ConfirmEmailChange } from './confirm-email-change.js';
export { emailAddress } from './email-address.js';
export { EmailLinks, type FoundLink, linkInvalid, type LinkPurpose } from './email-links.js';
export { emailPolicy } from './email.policy.js';
export { LinkMails } from './link-mails.js';
export { Planted } from './planted.js';
export { VerifyEmail } from './verify-email.js';

export const emailProviders = [
  EmailLinks,
  LinkMails,
  Planted,
  RequestEmailLink,
  VerifyEmail,
  ChangeEmail,
  ConfirmEmailChange,
  EmailResolver,
];
