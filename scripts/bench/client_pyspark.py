"""One client of the bench: `python client_pyspark.py KIND QUERY REMOTE REPEAT` prints {samples, rows, cpu}."""

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
from pyspark.sql import SparkSession  # noqa: E402

kind, query, remote, repeat = sys.argv[1:5]
spark = SparkSession.builder.remote(remote).create()

run = {
    "arrow": lambda: spark.sql(query).toArrow().num_rows,
    "rows": lambda: len(spark.sql(query).collect()),
    "latency": lambda: len(spark.sql(query).collect()),
}[kind]

rows = run()
if kind == "latency":
    for _ in range(10):
        run()
samples = []
cpu = time.process_time()
for _ in range(int(repeat)):
    start = time.perf_counter()
    rows = run()
    samples.append((time.perf_counter() - start) * 1000)
used = (time.process_time() - cpu) * 1000 / int(repeat)
print(json.dumps({"samples": samples, "rows": rows, "cpu": used}))
spark.stop()
