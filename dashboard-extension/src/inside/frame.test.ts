import { expect, test } from 'vitest';
import { frameOf } from './frame';
import { screenAddress } from './screen-address';

const BASE = '/plugins/global/customer-management/app/';

test('which frame an address is for', () => {
  expect(frameOf(BASE, `${BASE}widget/order`, '?id=QXBwOjE%3D&orderId=T3JkZXI6MQ%3D%3D&id=other')).toEqual({
    kind: 'widget',
    of: 'order',
    id: 'T3JkZXI6MQ==',
    app: 'QXBwOjE=',
  });
  expect(frameOf(BASE, `${BASE}popup/customer/`, '')).toEqual({
    kind: 'popup',
    of: 'customer',
    id: '',
    app: '',
  });
});

test.each(['', 'customers', 'widget', 'widget/product', 'widget/order/x', 'x/widget/order'])(
  'the app as a whole: %s',
  (path) => expect(frameOf(BASE, BASE + path, '')).toBeNull(),
);

test('an address elsewhere is none of a frame', () => {
  expect(frameOf(BASE, '/widget/order', '')).toBeNull();
});

test('what the dashboard has written into an address is not kept with the screen', () => {
  const theirs = '?domain=x&saleorApiUrl=y&id=z&theme=dark&featureFlags%5Ba%5D=b';
  expect(screenAddress('/customers', theirs)).toBe('/customers');
  expect(screenAddress('/customers', `${theirs}&q=%E8%8A%B1&sort=NAME_ASC`)).toBe(
    '/customers?q=%E8%8A%B1&sort=NAME_ASC',
  );
});
