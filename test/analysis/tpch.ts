import type { Fixture } from "./fixture.js";
import { sparkTests } from "./spark-tests.js";

/** The tables of TPC-H, as its specification describes them. */
export const tpchFixture: Fixture = {
  part: "p_partkey BIGINT NOT NULL, p_name STRING NOT NULL, p_mfgr STRING NOT NULL, p_brand STRING NOT NULL, p_type STRING NOT NULL, p_size INT NOT NULL, p_container STRING NOT NULL, p_retailprice DECIMAL(15,2) NOT NULL, p_comment STRING NOT NULL",
  supplier:
    "s_suppkey BIGINT NOT NULL, s_name STRING NOT NULL, s_address STRING NOT NULL, s_nationkey BIGINT NOT NULL, s_phone STRING NOT NULL, s_acctbal DECIMAL(15,2) NOT NULL, s_comment STRING NOT NULL",
  partsupp:
    "ps_partkey BIGINT NOT NULL, ps_suppkey BIGINT NOT NULL, ps_availqty INT NOT NULL, ps_supplycost DECIMAL(15,2) NOT NULL, ps_comment STRING NOT NULL",
  customer:
    "c_custkey BIGINT NOT NULL, c_name STRING NOT NULL, c_address STRING NOT NULL, c_nationkey BIGINT NOT NULL, c_phone STRING NOT NULL, c_acctbal DECIMAL(15,2), c_mktsegment STRING, c_comment STRING",
  orders:
    "o_orderkey BIGINT NOT NULL, o_custkey BIGINT NOT NULL, o_orderstatus STRING NOT NULL, o_totalprice DECIMAL(15,2) NOT NULL, o_orderdate DATE NOT NULL, o_orderpriority STRING, o_clerk STRING, o_shippriority INT, o_comment STRING",
  lineitem:
    "l_orderkey BIGINT NOT NULL, l_partkey BIGINT NOT NULL, l_suppkey BIGINT NOT NULL, l_linenumber INT NOT NULL, l_quantity DECIMAL(15,2) NOT NULL, l_extendedprice DECIMAL(15,2) NOT NULL, l_discount DECIMAL(15,2), l_tax DECIMAL(15,2), l_returnflag STRING NOT NULL, l_linestatus STRING, l_shipdate DATE NOT NULL, l_commitdate DATE, l_receiptdate DATE, l_shipinstruct STRING, l_shipmode STRING, l_comment STRING",
  nation: "n_nationkey BIGINT NOT NULL, n_name STRING NOT NULL, n_regionkey BIGINT NOT NULL, n_comment STRING",
  region: "r_regionkey BIGINT NOT NULL, r_name STRING NOT NULL, r_comment STRING",
};

/** The 22 queries, in Spark's dialect. */
export async function tpchQueries(): Promise<readonly string[]> {
  return [...(await sparkTests(/^tpch\/q\d+\.sql$/)).values()];
}
