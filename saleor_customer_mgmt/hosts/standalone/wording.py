"""What the pages say, in each language of the settings."""

from __future__ import annotations

from typing import Any

_EN: dict[str, Any] = {
    "title": "Customer management",
    "sign_in": "Sign in",
    "sign_out": "Sign out",
    "username": "User name",
    "password": "Password",
    "not_staff": "Only members of staff may sign in here.",
    "intro": "Orders from every source, and the customers behind them.",
    "operation": "Operation",
    "choose": "Choose a ready-made operation …",
    "query": "Query",
    "variables": "Variables (JSON)",
    "files": "Files",
    "run": "Run",
    "run_hint": "Ctrl + Enter",
    "answer": "Answer",
    "script": {
        "running": "Running …",
        "took": "{ms} ms",
        "bad_variables": "The variables are not JSON",
        "failed": "The server did not answer",
        "first": "Choose an operation and run it.",
        "queries": "Queries",
        "mutations": "Mutations",
        "confirm": "This changes data. Run it?",
    },
}
_JA: dict[str, Any] = {
    "title": "顧客管理",
    "sign_in": "ログイン",
    "sign_out": "ログアウト",
    "username": "ユーザー名",
    "password": "パスワード",
    "not_staff": "ログインできるのはスタッフのみです。",
    "intro": "すべての販路の注文と、その先にいるお客様。",
    "operation": "操作",
    "choose": "用意された操作を選ぶ…",
    "query": "クエリ",
    "variables": "変数(JSON)",
    "files": "ファイル",
    "run": "実行",
    "run_hint": "Ctrl + Enter",
    "answer": "結果",
    "script": {
        "running": "実行中…",
        "took": "{ms} ミリ秒",
        "bad_variables": "変数が JSON ではありません",
        "failed": "サーバーから応答がありません",
        "first": "操作を選んで実行してください。",
        "queries": "参照",
        "mutations": "変更",
        "confirm": "データを変更します。実行しますか?",
    },
}


def wording(language: str | None) -> dict[str, Any]:
    """Return the texts in this language, English for one that there is none for."""
    return _JA if (language or "").startswith("ja") else _EN
