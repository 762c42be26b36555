SELECT * FROM t WHERE id = ￼

SELECT ￼, a, ￼ AS b FROM t

SELECT * FROM ￼

SELECT * FROM ￼ AS x JOIN ￼ y ON x.id = y.id WHERE x.a IN (￼, ￼) LIMIT ￼

SELECT a FROM t WHERE a IN (￼) AND b BETWEEN ￼ AND ￼ AND c LIKE ￼ ORDER BY ￼

SELECT ￼.a, f(￼), ￼(1), ￼ + 1, -￼, ￼[0], a[￼], ￼::int, CAST(￼ AS string) FROM main.￼.t

INSERT INTO ￼ VALUES (￼, ￼), (￼, ￼)

WITH a AS (￼) SELECT * FROM a

SELECT * FROM t ￼

SELECT * FROM t WHERE ￼ AND ￼ GROUP BY ￼ HAVING ￼ ORDER BY ￼

SELECT INTERVAL ￼ DAY, a LIKE 'x' ESCAPE '!', ￼ IS NULL, CASE WHEN ￼ THEN ￼ ELSE ￼ END, (￼), (SELECT ￼), x -> ￼ FROM t

UPDATE t SET a = ￼, b = ￼ WHERE id = ￼

DELETE FROM ￼ WHERE ￼

MERGE INTO ￼ t USING ￼ s ON ￼ = ￼ WHEN MATCHED THEN UPDATE SET a = ￼ WHEN NOT MATCHED THEN INSERT (a) VALUES (￼)

SELECT count(*) FROM ￼ |> WHERE a = ￼ |> LIMIT ￼
