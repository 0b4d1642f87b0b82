/** What is said only inside Saleor's dashboard. */
export const enInside = {
  inside_denied: 'Your account may not see this',
  inside_denied_hint:
    'It takes the permissions to manage customers and orders. Ask whoever manages accounts in this shop.',
  inside_alone: 'Open this in Saleor’s dashboard',
  inside_alone_hint:
    'No dashboard has answered. In the dashboard, customer management is in the menu under “Customers”.',
  inside_over: 'Your access has run out',
  inside_over_page: 'Reload the page. What you have typed is still here: you can close this and copy it.',
  inside_over_widget: 'Reload the page.',
  inside_over_popup: 'Close this window and open it again.',

  inside_over_kept: 'What you were typing is kept.',
  inside_over_copy: 'Copy what you were typing first: the browser keeps nothing for this window.',

  beside_who: 'Customer over all sources',
  beside_nameless: 'No name',
  beside_watch_WATCH: 'Watched',
  beside_watch_BLOCK: 'Blocked',
  beside_watch_VICTIM: 'Victim',
  beside_orders: { one: '{count} order in all', other: '{count} orders in all' },
  beside_labels: 'Labels',
  beside_open: 'Open customer',
  beside_review: 'In doubt: review',
  beside_held: 'This order is held',
  beside_held_other: 'Held: {order}',
  beside_until_CONFIRM: 'It cannot be confirmed until it is released.',
  beside_until_CAPTURE: 'It cannot be captured until it is released.',
  beside_until_FULFIL: 'It cannot be fulfilled until it is released.',
  beside_lapsed: 'The order has gone on in another way.',
  beside_release: 'Release',
  beside_release_now: 'Release order',
  beside_note: 'Note for the history',
  beside_draft: 'This is a draft',
  beside_draft_hint: 'It belongs to a customer once it is completed.',
  beside_no_order: 'Not taken in yet',
  beside_no_order_hint: 'New orders are taken in within five minutes.',
  beside_no_customer: 'No orders yet',
  beside_no_customer_hint:
    'Once an order of this account is taken in, you see here what the customer bought everywhere.',

  in_saleor_order: 'Open order {number} in Saleor',
  in_saleor_account: 'Account in Saleor: {email}',
  in_saleor_gone: 'That order is not to be seen in Saleor any more.',
};
