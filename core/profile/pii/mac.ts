import { masked, type Recogniser } from './recogniser.ts';

const shape = /(?<![0-9a-f:-])[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}(?![0-9a-f:-])/i;

/** Hardware addresses: six pairs of hexadecimal digits; the empty and the broadcast one point at no device. */
export const mac: Recogniser = {
  id: 'pii.mac',
  label: 'hardware addresses (MAC)',
  base: 0.8,
  context: ['mac', 'bssid', 'device', 'hardware', 'ethernet', 'wifi'],
  types: ['text'],
  candidate: '(?i)[0-9a-f]{2}([:-][0-9a-f]{2}){5}',
  digits: null,
  chance: 0,
  find(text) {
    const found = shape.exec(text)?.[0] ?? null;
    return found !== null && new Set(found.toLowerCase().replace(/[:-]/g, '')).size > 1 ? found : null;
  },
  mask: (found) => masked(found, 6, 0),
};
