import type { FunctionRow } from "../row.js";

export const geospatialFunctions: readonly FunctionRow[] = [
  {
    name: "st_asbinary",
    kind: "scalar",
    takes: "geo: geospatial, endianness?: string = NDR",
    returns: "binary",
    nulls: "any",
    since: "4.1.0",
    doc: "The well-known binary form of a geography or geometry.",
  },
  {
    name: "st_geogfromwkb",
    kind: "scalar",
    takes: "wkb: binary",
    returns: "geography(4326)",
    nulls: "any",
    since: "4.1.0",
    doc: "A geography from its well-known binary form.",
  },
  {
    name: "st_geomfromwkb",
    kind: "scalar",
    takes: "wkb: binary, srid?: int = 0",
    returns: "geometry",
    nulls: "any",
    since: "4.1.0",
    doc: "A geometry from its well-known binary form.",
  },
  {
    name: "st_setsrid",
    kind: "scalar",
    takes: "geo: geospatial, srid: int",
    returns: "withSrid",
    nulls: "any",
    since: "4.1.0",
    doc: "The geography or geometry under another SRID.",
  },
  {
    name: "st_srid",
    kind: "scalar",
    takes: "geo: geospatial",
    returns: "int",
    nulls: "any",
    since: "4.1.0",
    doc: "The SRID of a geography or geometry.",
  },
];
