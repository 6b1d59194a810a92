import type { PersonalDeclaration } from '../personal-data/index.js';

/** Mail knows addresses and no accounts. */
const TO_THEM = 'lower(to_address) = (SELECT lower(a.email::text) FROM account a WHERE a.id = $1)';

export const mailPersonal: PersonalDeclaration = {
  module: 'mail',
  tables: {
    mail: {
      of: TO_THEM,
      personal: ['to_name', 'to_address', 'subject', 'text', 'html', 'attachments', 'headers'],
      notPersonal: { message_id: 'made of the id', purpose: 'a word of ours' },
      exported: { not: 'they have it: it was sent to them, and older mail is gone' },
      // What has not been sent yet is not sent any more.
      onDeletion: [{ delete: 'rows' }],
    },
    mail_unsubscription: {
      of: 'account_id = $1',
      personal: ['account_id', 'kind'],
      exported: 'kind, since',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
  },
};
