import { BinaryReader } from "@bufbuild/protobuf/wire";
import { ProtocolError } from "../../errors/index.js";
import { LocalRelation } from "../../gen/protobuf/spark/connect/relations.js";
import type { Relation } from "../../plan/index.js";

/** The numbers of the alternatives of `Relation` that a server answers a SQL command with. */
const field = { common: 1, sql: 10, localRelation: 11, withRelations: 41 } as const;

/**
 * The relation that a SQL command left behind. A query comes back as it was sent and is not read again, however deep it
 * is; a command that ran comes back as its rows. Anything else is kept as it came: to run the input once more instead
 * could run a command twice.
 */
export function decodeSqlResult(bytes: Uint8Array, input: Relation): Relation {
  try {
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const [no, wireType] = reader.tag();
      if (no === field.sql || no === field.withRelations) return input;
      if (no === field.localRelation) return localRelation(reader.bytes());
      if (no !== field.common) return { kind: "serverRelation", encoded: bytes.slice() };
      reader.skip(wireType, no);
    }
  } catch (cause) {
    throw new ProtocolError("The server answered a command with a relation that cannot be read.", {
      cause,
      errorClass: "DBSQL_BAD_RESPONSE",
    });
  }
  throw new ProtocolError("The server answered a command with an empty relation.", {
    errorClass: "DBSQL_BAD_RESPONSE",
  });
}

function localRelation(bytes: Uint8Array): Relation {
  const { data, schema } = LocalRelation.decode(bytes);
  return {
    kind: "localRelation",
    ...(data === undefined ? {} : { data: data.slice() }),
    ...(schema === undefined ? {} : { schema }),
  };
}
