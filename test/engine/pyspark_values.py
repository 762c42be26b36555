"""Values of PySpark in a canonical text form, to compare with those of this package.

Reads one JSON object from standard input: {"remote": ..., "views": [{"view": ..., "zone": ...}]}. Joins the session that
made the views, collects each, and writes one JSON line a view: {"view": ..., "zone": ..., "names": [...], "rows": [[...]]}.
"""

import datetime
import decimal
import json
import os
import struct
import sys
import time
import warnings

os.environ["TZ"] = "UTC"
time.tzset()
warnings.filterwarnings("ignore")
# PySpark multiplies the decimals of a VARIANT in the current context: 28 digits would round them.
decimal.getcontext().prec = 100

from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql import types as T  # noqa: E402

MICROSECOND = datetime.timedelta(microseconds=1)


def double(value):
    return "nan" if value != value else struct.pack(">d", value).hex()


def moment(value):
    return value.isoformat(timespec="microseconds")


def in_variant(value):
    """The dynamic form of a VARIANT. A float that is whole prints as a whole number: JavaScript cannot tell them apart."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) <= 2**53 and not (value == 0 and struct.pack(">d", value)[0])
        return str(int(value)) if whole else double(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, str):
        return "s" + value
    if isinstance(value, (bytes, bytearray)):
        return "x" + bytes(value).hex()
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            return "n" + moment(value)
        return "t" + moment(value.astimezone(datetime.timezone.utc).replace(tzinfo=None))
    if isinstance(value, datetime.date):
        return "d" + value.isoformat()
    if isinstance(value, list):
        return "[" + ",".join(in_variant(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(sorted(json.dumps(k) + ":" + in_variant(v) for k, v in value.items())) + "}"
    raise TypeError(type(value))


def canonical(value, kind):
    if value is None:
        return "null"
    if isinstance(kind, T.BooleanType):
        return "true" if value else "false"
    if isinstance(kind, (T.FloatType, T.DoubleType)):
        return double(value)
    if isinstance(kind, (T.ByteType, T.ShortType, T.IntegerType, T.LongType)):
        return str(value)
    if isinstance(kind, T.DecimalType):
        return format(value, "f")
    if isinstance(kind, (T.StringType, T.CharType, T.VarcharType)):
        return "s" + value
    if isinstance(kind, T.BinaryType):
        return "x" + bytes(value).hex()
    if isinstance(kind, T.DateType):
        return "d" + value.isoformat()
    if isinstance(kind, T.TimestampType):
        return "t" + moment(value)
    if isinstance(kind, T.TimestampNTZType):
        return "n" + moment(value)
    if isinstance(kind, T.TimeType):
        return "k" + value.isoformat(timespec="microseconds")
    if isinstance(kind, T.DayTimeIntervalType):
        return "i" + str(value // MICROSECOND)
    if isinstance(kind, T.ArrayType):
        return "[" + ",".join(canonical(item, kind.elementType) for item in value) + "]"
    if isinstance(kind, T.MapType):
        entries = [canonical(k, kind.keyType) + ":" + canonical(v, kind.valueType) for k, v in value.items()]
        return "{" + ",".join(sorted(entries)) + "}"
    if isinstance(kind, T.StructType):
        parts = [json.dumps(f.name) + "=" + canonical(v, f.dataType) for f, v in zip(kind.fields, value)]
        return "(" + ",".join(parts) + ")"
    if isinstance(kind, T.VariantType):
        return "v" + in_variant(value.toPython())
    if isinstance(kind, (T.GeometryType, T.GeographyType)):
        return f"g{value.getSrid()}:{value.getBytes().hex()}"
    raise TypeError(f"{kind}: {value!r}")


def year_months(frame):
    """PySpark has no value for them, and its Arrow library no array: the server counts their months."""
    rows = frame.selectExpr("12L * extract(YEAR FROM v) + extract(MONTH FROM v)").collect()
    return [["null" if months is None else "m%d" % months] for (months,) in rows]


def calendar_intervals(spark, frame):
    """PySpark has no value for them either: from the buffers of the Arrow table that its client received."""
    table = spark.client.to_table(frame._plan.to_proto(spark.client), {})[0]
    column = table.column(0).combine_chunks()
    valid = column.is_valid().to_pylist()
    raw = column.buffers()[1].to_pybytes()[16 * column.offset :]
    parts = [struct.unpack_from("<iiq", raw, 16 * i) for i in range(len(column))]
    return [["c%d,%d,%d" % (m, d, n // 1000) if there else "null"] for (m, d, n), there in zip(parts, valid)]


def main():
    request = json.load(sys.stdin)
    spark = SparkSession.builder.remote(request["remote"]).getOrCreate()
    for item in request["views"]:
        if item.get("zone"):
            spark.conf.set("spark.sql.session.timeZone", item["zone"])
        frame = spark.table(item["view"])
        fields = frame.schema.fields
        first = fields[0].dataType
        if isinstance(first, T.YearMonthIntervalType):
            rows = year_months(frame)
        elif isinstance(first, T.CalendarIntervalType):
            rows = calendar_intervals(spark, frame)
        else:
            rows = [[canonical(value, f.dataType) for f, value in zip(fields, row)] for row in frame.collect()]
        answer = {"view": item["view"], "zone": item.get("zone"), "names": [f.name for f in fields], "rows": rows}
        sys.stdout.write(json.dumps(answer) + "\n")


main()
