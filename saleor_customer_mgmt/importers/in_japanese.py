"""Why rows were refused, and what was put right, in Japanese.

Kept results have these texts in English, since they are records; whoever shows them says them in the language
of who reads. A number or a name in a text stands for itself.
"""

from __future__ import annotations

import re
from functools import cache

_WORDS = {
    # Cells.
    "not a date of the form 2024-01-31 or 2024/1/31 15:04:05": (
        "2024-01-31 や 2024/1/31 15:04:05 の形式の日時ではありません"
    ),
    "there is no such day or time": "存在しない日時です",
    "Excel cut the date off (as 37:12.0), so it is lost": (
        "Excelが日付を切り捨てており（37:12.0 など）、元の日時が分かりません"
    ),
    "an amount below zero": "金額が0未満です",
    "not a number": "数値ではありません",
    "not a number that can be an amount": "金額として扱えない数値です",
    "not a number with the sign of a currency": "通貨記号付きの数値ではありません",
    "not a number: points and commas contradict each other": (
        "小数点と桁区切りが矛盾していて、数値と判断できません"
    ),
    "not a whole number of pieces": "個数が整数ではありません",
    "no order number (a row of totals?)": "注文番号がありません（合計行かもしれません）",
    "a row of totals, not an order": "合計行であり、注文ではありません",
    "this cannot be an order number": "注文番号として扱えない値です",
    "not an order number of this source": "この受注元の注文番号ではありません",
    "a number that begins with @ is that of an account here; an order cannot have it": (
        "@ で始まる番号は会員登録の番号のため、注文番号には使えません"
    ),
    "no source": "受注元がありません",
    "a source is a short name of small letters, digits, - and _": (
        "受注元は、英小文字・数字・「-」「_」だけの短い名前にしてください"
    ),
    "where was this order sold? Give a source: no column of these files tells it": (
        "どこで販売した注文か分かりません。ファイルに受注元の列がないため、受注元を指定してください"
    ),
    "another shop in these files has the same source, and perhaps the same numbers: say with SHOPS of "
    "CUSTOMER_MGMT which source each is, or import them one by one with a source each": (
        "同じ受注元の別の店舗がファイルに含まれ、注文番号が重なるおそれがあります。"
        "CUSTOMER_MGMT の SHOPS で店舗ごとの受注元を指定するか、受注元を指定して1店舗ずつ取り込んでください"
    ),
    # What Excel has changed.
    "the order number was rounded by Excel (as 5.8E+13) and is lost": (
        "注文番号がExcelで丸められており（5.8E+13 など）、元の番号が分かりません"
    ),
    "Excel keeps 15 digits of a number and wrote zeros for the others: the order number is lost": (
        "Excelは数値を15桁までしか保持せず、残りを0にするため、元の注文番号が分かりません"
    ),
    "here stands what Excel shows when it cannot show the value (#N/A, ####); the value is lost": (
        "Excelが値を表示できないときの文字（#N/A、#### など）が入っており、元の値が分かりません"
    ),
    "the phone number was rounded by Excel (as 9.01E+09) and is lost": (
        "電話番号がExcelで丸められており（9.01E+09 など）、元の番号が分かりません"
    ),
    "the postal code was rounded by Excel (as 9.01E+09) and is lost": (
        "郵便番号がExcelで丸められており（9.01E+09 など）、元の番号が分かりません"
    ),
    "the number of the member was rounded by Excel (as 9.01E+09) and is lost": (
        "会員番号がExcelで丸められており（9.01E+09 など）、元の番号が分かりません"
    ),
    "Excel made a date of this part of the address; what it was is lost": (
        "住所の一部がExcelで日付に変わっており、元の値が分かりません"
    ),
    "the order number was written out from Excel's short form (as 9.012E+3)": (
        "Excelの指数表記（9.012E+3 など）の注文番号を、元の桁に戻しました"
    ),
    "the phone number was written out from Excel's short form (as 9.012E+3)": (
        "Excelの指数表記（9.012E+3 など）の電話番号を、元の桁に戻しました"
    ),
    "the postal code was written out from Excel's short form (as 9.012E+3)": (
        "Excelの指数表記（9.012E+3 など）の郵便番号を、元の桁に戻しました"
    ),
    "the number of the member was written out from Excel's short form (as 9.012E+3)": (
        "Excelの指数表記（9.012E+3 など）の会員番号を、元の桁に戻しました"
    ),
    "the zero that Excel took off the phone number was put back": (
        "Excelで消えた電話番号の先頭の0を補いました"
    ),
    "zeros that Excel took off the phone number were put back": "Excelで消えた電話番号の0を補いました",
    "zeros that Excel took off the postal code were put back": "Excelで消えた郵便番号の先頭の0を補いました",
    "Excel's number of a day was made a date again": "Excelのシリアル値を日付に戻しました",
    "Excel's number of a day was made a date again; the time of day was rounded off": (
        "Excelのシリアル値を日付に戻しました。時刻は丸められています"
    ),
    "Excel's part of a day was made a time of day again": "Excelのシリアル値を時刻に戻しました",
    # Rows.
    "the order file has no order of this number": "注文ファイルに、この番号の注文がありません",
    "the order stands in several files (or parts of one) with contents that do not fit together; import those"
    " files one after the other, the older first": (
        "同じ注文が複数のファイル（または1つのファイルの複数か所）にあり、内容が食い違っています。"
        "古いファイルから順に、1つずつ取り込んでください"
    ),
    "more than {0} rows with one order number; that is no order": (
        "同じ注文番号の行が{0}行を超えており、注文とは考えられません"
    ),
    "{0} cells, but the file has {1} columns": "セルが{0}個ありますが、ファイルの列は{1}個です",
    "bytes that are no text in the file's encoding": "ファイルの文字コードでは読めないバイトがあります",
    "a NUL byte": "NULバイトがあります",
    "the line is longer than {0} characters": "1行が{0}文字を超えています",
    "a quotation mark that opens here is not closed within {0} characters": (
        "ここで始まる引用符が、{0}文字以内に閉じられていません"
    ),
    "a cell is longer than {0} characters (is a quotation mark not closed?)": (
        "セルが{0}文字を超えています（引用符が閉じられていない可能性があります）"
    ),
    "a quotation mark that opens here is not closed": "ここで始まる引用符が閉じられていません",
    "the quotation marks of this row do not pair up": "この行の引用符の数が合いません",
}


def in_japanese(text: str) -> str:
    """Return what the text says in Japanese; the text itself, where nobody has said it yet."""
    if text in _WORDS:
        return _WORDS[text]
    for pattern, words in _patterns():
        if found := pattern.fullmatch(text):
            return words.format(*found.groups())
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    places = re.compile(r"\\\{\d\\\}")
    return [
        (re.compile(places.sub(r"([\\d,]+)", re.escape(text))), words)
        for text, words in _WORDS.items()
        if "{0}" in text
    ]
