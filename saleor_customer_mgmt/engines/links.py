"""What DuckDB and Spark are both asked: which orders hang together directly.

Each order is linked to the first order that has the same key. Splink's own deterministic linking makes every
pair of orders that share a key, which a firm with 10,000 orders turns into 50 million; the components
of the star are the same. (:mod:`pairwise` does it Splink's way.)
"""

NODES = "SELECT DISTINCT order_id FROM {orders}"

EDGES = """
SELECT DISTINCT p.order_id AS order_id_l, f.first_id AS order_id_r
FROM {pairs} p
JOIN (SELECT key, min(order_id) AS first_id FROM {pairs} GROUP BY key HAVING count(*) > 1) f
    ON p.key = f.key
WHERE p.order_id <> f.first_id
UNION ALL
SELECT one AS order_id_l, other AS order_id_r FROM {links}
"""

FOUND = "SELECT order_id, cluster_id AS customer_id FROM {clusters}"
"""Splink names a cluster by the smallest id in it, which is how a customer is named."""
