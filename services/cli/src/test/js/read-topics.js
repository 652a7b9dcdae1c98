// Reads topics as somebody who has never heard of Lockstep's code: KafkaJS, and the registry's
// Confluent API. What it decodes goes to standard output, one record a line.
//
//   node read-topics.js BROKER REGISTRY TOPIC=LAST_OFFSET ...
'use strict';

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = require('kafkajs');
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry');
const lz4 = require('lz4js');

// Lockstep writes LZ4, which KafkaJS leaves to its users.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async ({ buffer }) => Buffer.from(lz4.compress(buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

const [broker, registryUrl, ...wanted] = process.argv.slice(2);
const last = new Map(wanted.map((each) => each.split('=')));

const kafka = new Kafka({ clientId: 'others', brokers: [broker], logLevel: logLevel.ERROR });
const registry = new SchemaRegistry({ host: registryUrl });

async function describe(topic, message) {
  const record = { topic, offset: Number(message.offset), key: message.key.toString() };
  if (message.value === null) {
    return { ...record, value: null };
  }
  const value = await registry.decode(message.value);
  const schema = await registry.getSchema(message.value.readInt32BE(1));
  // Avro's own JSON, so that it can be compared: bytes as text, unions with the name of the branch.
  return { ...record, type: schema.name, value: JSON.parse(schema.toString(value)) };
}

async function main() {
  const consumer = kafka.consumer({ groupId: 'others' });
  await consumer.connect();
  await consumer.subscribe({ topics: [...last.keys()], fromBeginning: true });
  await new Promise((done, failed) => {
    consumer.on(consumer.events.CRASH, (event) => failed(event.payload.error));
    consumer.run({
      eachMessage: async ({ topic, message }) => {
        if (!last.has(topic) || BigInt(message.offset) > BigInt(last.get(topic))) {
          return;
        }
        console.log(JSON.stringify(await describe(topic, message)));
        if (message.offset === last.get(topic)) {
          last.delete(topic);
        }
        if (last.size === 0) {
          done();
        }
      },
    });
  });
  await consumer.disconnect();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
