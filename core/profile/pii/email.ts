import type { Recogniser } from './recogniser.ts';

const pattern =
  /(?<![\w.+-])[a-z0-9][\w.+%-]{0,62}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?![\w@])/i;

/** Mailboxes at a host name, anywhere in a text. */
export const email: Recogniser = {
  id: 'pii.email',
  label: 'email addresses',
  base: 1,
  context: ['email', 'mail', 'e'],
  types: ['text'],
  candidate: '[[:alnum:]]@[[:alnum:]-]+[.][[:alpha:]]',
  digits: null,
  chance: 0,
  find: (text) => pattern.exec(text)?.[0] ?? null,
  mask(found) {
    const [name = '', host = ''] = found.split('@');
    return `${name.slice(0, 1)}***@${host.slice(0, 1)}***${host.slice(host.lastIndexOf('.'))}`;
  },
};
