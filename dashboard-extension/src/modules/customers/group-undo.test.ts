import { expect, test } from 'vitest';
import { waysBack } from './group-undo';

const people = (...ids: string[]) => ids.map((id) => ({ id }));
const told = { putInBefore: people('in'), keptOutBefore: people('out') };
const all = ['in', 'out', 'new', 'other'];

test('put in: who was kept out is kept out again, of the others it is forgotten, who was in stays', () => {
  expect(waysBack('group_in', all, told)).toEqual([
    { change: 'FORGET', customers: ['new', 'other'] },
    { change: 'KEEP_OUT', customers: ['out'] },
  ]);
});

test('taken out: who had been put in comes back, and nobody else', () => {
  expect(waysBack('group_out', all, told)).toEqual([{ change: 'PUT_IN', customers: ['in'] }]);
});

test('where nothing was changed, there is nothing to take back', () => {
  expect(waysBack('group_in', ['in'], told)).toEqual([]);
  expect(waysBack('group_out', ['new'], { putInBefore: null, keptOutBefore: null })).toEqual([]);
});
