import { isIP } from 'node:net';
import { masked, type Recogniser } from './recogniser.ts';

const shape = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7})(?![\w.:]|-\d)/gi;
/** Version numbers have short parts: 1.2.3.4. */
const leastDigits = 6;

/** Addresses of the Internet Protocol, both versions. Loopback and unspecified ones point at nobody. */
export const ip: Recogniser = {
  id: 'pii.ip',
  label: 'IP addresses',
  base: 0.6,
  context: ['ip', 'ipv4', 'ipv6', 'address', 'host', 'client', 'remote'],
  types: ['text'],
  candidate:
    '(^|[^0-9A-Za-z_.])[0-9]{1,3}([.][0-9]{1,3}){3}($|[^0-9A-Za-z_.])|(?i)[0-9a-f]{1,4}:[0-9a-f]{0,4}:[0-9a-f:]*[0-9a-f]',
  digits: null,
  chance: 0,
  find(text) {
    for (const [found] of text.matchAll(shape)) {
      const version = isIP(found);
      if (version === 4 && found.replaceAll('.', '').length >= leastDigits && !/^(?:127|0|255)\./.test(found))
        return found;
      if (version === 6 && found.replaceAll(':', '').length > leastDigits) return found;
    }
    return null;
  },
  mask: (found) => masked(found, 2, 0),
};
