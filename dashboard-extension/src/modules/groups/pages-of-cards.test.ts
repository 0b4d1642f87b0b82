import { expect, test } from 'vitest';
import { pageIn, withPage } from './pages-of-cards';

test('each list has a page of its own in the address', () => {
  expect(pageIn('members-after=x&diary-before=y', 'members')).toEqual({ after: 'x' });
  expect(pageIn('members-after=x&diary-before=y', 'diary')).toEqual({ before: 'y' });
  expect(pageIn('after=x', 'members')).toEqual({});
});

test('another page of one leaves the others', () => {
  expect(withPage('members-after=x&diary-before=y&q=1', 'members', { before: 'z' })).toBe(
    'diary-before=y&q=1&members-before=z',
  );
  expect(withPage('members-after=x', 'members', {})).toBe('');
});
