export { type Attachment } from './mail.entity.js';
export { MailModule } from './mail.module.js';
export { Mailbox } from './mailbox.js';
export { type Mail, Mailer } from './mailer.js';
export { type Prose, prose } from './prose.js';
export { readerTime } from './reader-time.js';
export { escapeHtml, type Link } from './render.js';
export { UnsubscribeRoute } from './unsubscribe-route.js';
export { Unsubscriptions } from './unsubscriptions.js';
