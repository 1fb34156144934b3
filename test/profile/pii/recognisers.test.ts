import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { card } from '../../../core/profile/pii/card.ts';
import { passesLuhn, passesVerhoeff, remainder97 } from '../../../core/profile/pii/check-digits.ts';
import { email } from '../../../core/profile/pii/email.ts';
import { iban } from '../../../core/profile/pii/iban.ts';
import { ip } from '../../../core/profile/pii/ip.ts';
import { mac } from '../../../core/profile/pii/mac.ts';
import { bareNationalId, nationalId } from '../../../core/profile/pii/national-ids.ts';
import { nationalPhone, phone } from '../../../core/profile/pii/phone.ts';
import type { Recogniser } from '../../../core/profile/pii/recogniser.ts';
import { plainSsn, ssn } from '../../../core/profile/pii/ssn.ts';
import { plantedTables } from '../planted.ts';

const tables = plantedTables();

// Numbers are the published examples of their issuers or made up; none is anybody's.
const cases: readonly { recogniser: Recogniser; right: readonly string[]; wrong: readonly string[] }[] = [
  {
    recogniser: email,
    right: ['ann.lee@example.org', 'write to A_B+c@mail.example.co.uk today', '<x1@example.com>'],
    wrong: ['ann@example', '@ann', 'a @ b.c', 'cost 3@1.50', 'user@@example.org', 'n@.org'],
  },
  {
    recogniser: phone,
    right: ['+49 30 901820', '+1 (555) 234-5678', '+441632960961', '(212) 555-0123', 'call 212-555-0123 now'],
    wrong: ['2012-01-02', '12.5', '+1', '100-200-300', '123-456-7890', '2020-2021', '+12 3'],
  },
  { recogniser: nationalPhone, right: ['030 901820', '01632 960961', '5552345678'], wrong: ['12', 'ext 4'] },
  {
    recogniser: card,
    right: ['4111 1111 1111 1111', '5555555555554444', 'paid by 378282246310005', '6011-1111-1111-1117'],
    wrong: ['4111 1111 1111 1112', '1111111111111117', '4111111111111', '0.4111111111111111'],
  },
  {
    recogniser: iban,
    right: ['DE89370400440532013000', 'GB82 WEST 1234 5698 7654 32', 'to CH93 0076 2011 6238 5295 7 please'],
    wrong: ['DE89370400440532013001', 'XX89370400440532013000', 'DE8937040044', 'AB12CDEFGHIJKLMNOP'],
  },
  {
    recogniser: ip,
    right: ['192.168.10.20', 'from 203.0.113.77 at noon', '2001:db8:85a3::8a2e:370:7334'],
    wrong: ['1.2.3.4', '300.1.2.3', '10.0.19041.1', '12:30:15', '127.0.0.1', 'v192.168.10.20', '::'],
  },
  {
    recogniser: mac,
    right: ['00:1a:2B:3c:4D:5e', 'card 00-1A-2B-3C-4D-5E'],
    wrong: ['00:1a:2b:3c:4d', '00:1a-2b:3c:4d:5e', 'ff:ff:ff:ff:ff:ff', '00:1a:2b:3c:4d:5e:6f'],
  },
  {
    recogniser: ssn,
    right: ['123-45-6789', 'no. 899-12-3456'],
    wrong: ['000-12-3456', '666-12-3456', '900-12-3456', '123-00-4567', '123-45-0000', '1123-45-6789'],
  },
  { recogniser: plainSsn, right: ['123456789', '12345678'], wrong: ['900123456', '123450000', '12345'] },
  {
    recogniser: nationalId,
    right: [
      '12345678Z',
      'X1234567L',
      'RSSMRA85T10A562S',
      '131052-308T',
      '11010519491231002X',
      '2 55 08 14 168 025 38',
      '756.1234.5678.97',
      '111.444.777-35',
      '85.07.30-033.28',
      '811218-9876',
      '811218+9876',
      '19811218+9876',
      'AB123456C',
    ],
    wrong: [
      '12345678A',
      'RSSMRA85T10A562T',
      '131052-308U',
      '110105194912310021',
      '2 55 08 14 168 025 39',
      '756.1234.5678.98',
      '111.444.777-36',
      '111.111.111-11',
      '85.07.30-033.29',
      '811218-9877',
      'GB123456C',
    ],
  },
  {
    recogniser: bareNationalId,
    right: ['11144477735', '44051401359', '86095742719', '111222333', '130 692 544', '2341 2341 2346'],
    wrong: ['11144477700', '111222334', 'abc'],
  },
];

describe.each(cases)('$recogniser.id ($recogniser.base)', ({ recogniser, right, wrong }) => {
  test.each(right.map((text) => [text]))('finds %s', (text) => {
    expect(recogniser.find(text)).not.toBeNull();
  });

  test.each(wrong.map((text) => [text]))('leaves %s', (text) => {
    expect(recogniser.find(text)).toBeNull();
  });

  test('the database fetches every cell in which it finds something', async () => {
    for (const text of right) {
      const query = 'SELECT regexp_matches(?, ?) AS fits';
      expect(await tables.sql().rows(query, [text, recogniser.candidate])).toEqual([{ fits: true }]);
    }
  });

  test('never shows more than half of what it finds', () => {
    for (const text of right) {
      const found = recogniser.find(text) ?? '';
      const shown = recogniser.mask(found).replace(/[^\p{L}\p{N}]/gu, '');
      expect(shown.length).toBeLessThanOrEqual(Math.max(6, found.length / 2));
      expect(recogniser.mask(found)).not.toBe(found);
    }
  });
});

describe('check digits', () => {
  const digits = fc.stringMatching(/^\d{6,18}$/);

  test('exactly one last digit passes Luhn and Verhoeff, and one change of a digit fails them', () => {
    for (const passes of [passesLuhn, passesVerhoeff]) {
      fc.assert(
        fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (body, place, by) => {
          const right = [...'0123456789'].filter((last) => passes(body + last));
          expect(right).toHaveLength(1);
          const whole = body + right[0];
          const at = place % whole.length;
          const changed = whole.slice(0, at) + String((Number(whole[at]) + by) % 10) + whole.slice(at + 1);
          expect(passes(changed)).toBe(false);
        }),
      );
    }
  });

  test('the remainder by 97 is that of the number', () => {
    fc.assert(
      fc.property(digits, (text) => {
        expect(remainder97(text)).toBe(Number(BigInt(text) % 97n));
      }),
    );
  });
});
