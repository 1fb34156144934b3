import { expect, test } from 'vitest';
import { momentEdges, momentText } from '../../core/contract/moment-text.ts';

test('a moment has a space where ISO 8601 has a T', () => {
  expect(momentText('2024-05-17T10:30:15.2')).toBe('2024-05-17 10:30:15.2');
  expect(momentText('2024-05-17')).toBe('2024-05-17');
});

test('edges of bins are as fine as their width asks for', () => {
  expect(momentEdges(['2024-01-01', '2024-03-01'])).toEqual(['2024-01-01', '2024-03-01']);
  expect(momentEdges(['2024-01-01T01:02:03.4', '2024-03-01T05:06:07.8'])).toEqual([
    '2024-01-01',
    '2024-03-01',
  ]);
  expect(momentEdges(['2024-01-01T01:02:03.4', '2024-01-01T05:06:07.8'])).toEqual([
    '2024-01-01 01:02',
    '2024-01-01 05:06',
  ]);
  expect(momentEdges(['2024-01-01T01:02:03.4', '2024-01-01T01:02:09.8'])).toEqual([
    '2024-01-01 01:02:03',
    '2024-01-01 01:02:09',
  ]);
  expect(momentEdges(['2024-01-01T01:02:03.4', '2024-01-01T01:02:03.8'])).toEqual([
    '2024-01-01 01:02:03.4',
    '2024-01-01 01:02:03.8',
  ]);
  expect(momentEdges([])).toEqual([]);
});
