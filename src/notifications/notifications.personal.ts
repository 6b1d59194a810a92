import type { PersonalDeclaration } from '../base/personal-data/index.js';

const told = {
  of: 'account_id = $1',
  personal: ['account_id', 'key', 'actor_id'],
  notPersonal: { 'kind, subject_kind': 'words of ours' },
  exported: 'id, kind, subject_kind, subject_id, created_at',
  notExported: { account_id: 'the same in each row', key: 'made of ids', actor_id: 'somebody else' },
  onDeletion: [{ delete: 'rows' as const }, { set: { actor_id: 'NULL' }, where: 'actor_id = $1' }],
};

export const notificationsPersonal: PersonalDeclaration = {
  module: 'notifications',
  tables: {
    notification: { ...told, exported: `${told.exported}, read_at` },
    notice_mail: { ...told, exported: { not: 'notifications again, kept for three days' }, notExported: {} },
    notice_push: {
      ...told,
      exported: { not: 'notifications again, kept while they are news' },
      notExported: {},
    },
    push_device: {
      of: 'account_id = $1',
      personal: ['account_id', 'token', 'web_keys'],
      notPersonal: { platform: 'a word of ours' },
      exported: 'id, platform, last_seen_at',
      notExported: {
        account_id: 'the same in each row',
        'token, web_keys': 'whoever has them can write to the device',
      },
      onDeletion: [{ delete: 'rows' }],
    },
    notification_preference: {
      of: 'account_id = $1',
      personal: ['account_id', 'enabled'],
      notPersonal: { 'kind, channel': 'words of ours' },
      exported: 'kind, channel, enabled',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    announced_post: { nobody: 'a mark on a post' },
    digest: {
      of: 'account_id = $1',
      personal: ['account_id', 'frequency'],
      exported: 'frequency, next_at, last_on',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
  },
};
