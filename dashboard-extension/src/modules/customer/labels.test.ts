import { expect, test } from 'vitest';
import { labelFault, removable, shownLabels } from './labels';

const label = (text: string, kind: 'USER' | 'SYSTEM', shown = text) => ({
  text,
  shown,
  author: { kind, label: '' },
});

test('a text stands once; where people put it too, they may take it off', () => {
  const labels = [label('VIP', 'USER'), label('Watch', 'SYSTEM', '要注意'), label('VIP', 'SYSTEM')];
  expect(shownLabels(labels)).toEqual([
    { text: 'VIP', shown: 'VIP', mine: true },
    { text: 'Watch', shown: '要注意', mine: false },
  ]);
});

test('what can be taken off several customers', () => {
  const customers = [
    { labels: [label('VIP', 'USER'), label('again', 'SYSTEM')] },
    { labels: [label('friend', 'USER'), label('VIP', 'USER')] },
    { labels: [] },
  ];
  expect(removable(customers).map(({ text }) => text)).toEqual(['VIP', 'friend']);
});

test('a label has 1 to 50 characters', () => {
  expect([' ', 'x'.repeat(51), 'x', ` ${'x'.repeat(50)} `].map(labelFault)).toEqual([
    'refused_label_text',
    'refused_label_text',
    undefined,
    undefined,
  ]);
});
