/**
 * The floor: the same ExecutePlan over bare grpc-js with the same window, drained and not decoded.
 * `node client-raw.mjs KIND QUERY REMOTE REPEAT` prints `{ samples, bytes, cpu }`.
 */
import { randomUUID } from "node:crypto";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import grpc from "@grpc/grpc-js";

const [kind, query, remote, repeat] = process.argv.slice(2);
const [, address, parameters = ""] = /^sc:\/\/([^/]+)\/?;?(.*)$/.exec(remote);
const given = new Map(parameters.split(";").map((pair) => pair.split("=")));
const sessionId = given.get("session_id") ?? randomUUID();
const userId = given.get("user_id") ?? "bench";

/** Field numbers of `spark.connect.ExecutePlanRequest`, written by hand so that nothing of ours is on the path. */
const message = (writer, field, write) => {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
};
const text = (writer, field, value) => writer.tag(field, WireType.LengthDelimited).string(value);
function request(operationId) {
  const writer = new BinaryWriter();
  text(writer, 1, sessionId);
  message(writer, 2, (w) => text(w, 1, userId));
  message(writer, 3, (plan) => message(plan, 1, (root) => message(root, 10, (sql) => text(sql, 1, query))));
  text(writer, 4, "bench-raw");
  message(writer, 5, (option) => message(option, 1, (reattach) => reattach.tag(1, WireType.Varint).bool(true)));
  text(writer, 6, operationId);
  return Buffer.from(writer.finish());
}
function release(operationId) {
  const writer = new BinaryWriter();
  text(writer, 1, sessionId);
  message(writer, 2, (w) => text(w, 1, userId));
  text(writer, 3, operationId);
  message(writer, 5, () => {});
  return Buffer.from(writer.finish());
}

const client = new grpc.Client(address, grpc.credentials.createInsecure(), {
  "grpc.max_receive_message_length": 128 << 20,
  "grpc-node.flow_control_window": 4 << 20,
  "grpc.enable_retries": 0,
});
const same = (buffer) => buffer;
const path = "/spark.connect.SparkConnectService/";
function drain() {
  return new Promise((resolve, reject) => {
    const operationId = randomUUID();
    let bytes = 0;
    const call = client.makeServerStreamRequest(`${path}ExecutePlan`, same, same, request(operationId));
    call.on("data", (chunk) => {
      bytes += chunk.length;
    });
    call.on("error", reject);
    call.on("end", () => {
      resolve(bytes);
      client.makeUnaryRequest(`${path}ReleaseExecute`, same, same, release(operationId), () => {});
    });
  });
}

let bytes = await drain();
if (kind === "latency") for (let i = 0; i < 10; i++) await drain();
const samples = [];
const cpu = process.cpuUsage();
for (let i = 0; i < Number(repeat); i++) {
  const start = performance.now();
  bytes = await drain();
  samples.push(performance.now() - start);
}
const used = process.cpuUsage(cpu);
console.log(JSON.stringify({ samples, bytes, cpu: (used.user + used.system) / 1000 / Number(repeat) }));
client.close();
