import { expect, test } from 'vitest';
import { nextPage, pageVariables, previousPage, readPage } from './paging';

const info = { hasNextPage: true, hasPreviousPage: true, startCursor: 'a', endCursor: 'z' };

test('going on asks for what is after the last row, going back for what is before the first', () => {
  expect(pageVariables(nextPage(info), 20)).toEqual({ first: 20, after: 'z' });
  expect(pageVariables(previousPage(info), 20)).toEqual({ last: 20, before: 'a' });
});

test('the first page, and an empty one', () => {
  expect(pageVariables({}, 20)).toEqual({ first: 20, after: undefined });
  expect(nextPage({ ...info, endCursor: null })).toEqual({});
});

test('the address tells the page; of both ways back wins', () => {
  expect(readPage(new URLSearchParams('after=x'))).toEqual({ after: 'x' });
  expect(readPage(new URLSearchParams('after=x&before=y'))).toEqual({ before: 'y' });
  expect(readPage(new URLSearchParams('after='))).toEqual({});
});
