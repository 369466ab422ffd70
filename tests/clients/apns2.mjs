// Sends what standard input lists by npm's apns2, one after the other, and prints what it was answered.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.CLIENT}/`);
const { ApnsClient, Notification } = require("apns2");
const { Pool } = require("undici");
const asked = JSON.parse(readFileSync(0, "utf8"));
const clients = new Map();

const client = (name) => {
  if (!clients.has(name)) {
    const { key_id: keyId, team_id: team, pem: signingKey } = asked.keys[name];
    const made = new ApnsClient({ team, keyId, signingKey, host: asked.host });
    // Its port is built in: the same pool, to ours.
    made.client = new Pool(`https://${asked.host}:${asked.port}`, { connections: 1, allowH2: true, connect: { ca: asked.ca } });
    clients.set(name, made);
  }
  return clients.get(name);
};

const answers = [];
for (const push of asked.pushes) {
  const { aps, ...data } = push.payload;
  const note = new Notification(push.token, {
    aps,
    data,
    type: push.push_type,
    topic: push.topic,
    priority: push.priority,
    collapseId: push.collapse_id,
    expiration: push.bad_expiration ? Number.NaN : undefined,
  });
  const answer = await client(push.key).send(note).then(() => "200", (error) => `${error.statusCode} ${error.reason ?? error}`);
  answers.push(answer);
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
