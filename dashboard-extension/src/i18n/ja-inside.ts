import type { enInside } from './en-inside';

type Inside = { [K in keyof typeof enInside]: (typeof enInside)[K] };

/** Saleor のダッシュボードの中だけで使う文言。 */
export const jaInside: Inside = {
  inside_denied: 'このアカウントでは表示できません',
  inside_denied_hint: '顧客と注文を管理する権限が必要です。アカウントの管理者に依頼してください。',
  inside_alone: 'Saleor のダッシュボードで開いてください',
  inside_alone_hint:
    'ダッシュボードから応答がありません。ダッシュボードのメニューの「顧客」の下から開けます。',
  inside_over: '接続の有効期限が切れました',
  inside_over_page:
    'ページを再読み込みしてください。入力中の内容は残っているので、この表示を閉じてコピーできます。',
  inside_over_widget: 'ページを再読み込みしてください。',
  inside_over_popup: 'このウィンドウを閉じて、もう一度開いてください。',

  inside_over_kept: '入力中の内容は残ります。',
  inside_over_copy:
    '先に入力中の内容をコピーしてください。ブラウザの設定により、このウィンドウの内容は保存されません。',

  beside_who: '全販売元での顧客',
  beside_nameless: '名前なし',
  beside_watch_WATCH: '要注意',
  beside_watch_BLOCK: '取引停止',
  beside_watch_VICTIM: '被害者',
  beside_orders: { one: '注文は全{count}件', other: '注文は全{count}件' },
  beside_labels: 'ラベル',
  beside_open: '顧客を開く',
  beside_review: '要確認リストへ',
  beside_held: 'この注文は保留中です',
  beside_held_other: '保留中: {order}',
  beside_until_CONFIRM: '解除するまで確定できません。',
  beside_until_CAPTURE: '解除するまで売上を確定できません。',
  beside_until_FULFIL: '解除するまで発送できません。',
  beside_lapsed: '注文は別の形で進みました。',
  beside_release: '解除',
  beside_release_now: '保留を解除する',
  beside_note: '履歴に残すメモ',
  beside_draft: '下書きの注文です',
  beside_draft_hint: '注文が確定すると顧客に結び付きます。',
  beside_no_order: 'まだ取り込まれていません',
  beside_no_order_hint: '新しい注文は5分以内に取り込まれます。',
  beside_no_customer: '注文はまだありません',
  beside_no_customer_hint:
    'このアカウントの注文が取り込まれると、すべての販売元での購入がここに表示されます。',

  in_saleor_order: '注文 {number} を Saleor で開く',
  in_saleor_account: 'Saleor のアカウント: {email}',
  in_saleor_gone: 'その注文は Saleor で表示できなくなっています。',
};
