// Sends what standard input lists by npm's @parse/node-apn, one after the other, and prints what it was answered.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { default: apn } = await import(createRequire(`${process.env.CLIENT}/`).resolve("@parse/node-apn"));
const asked = JSON.parse(readFileSync(0, "utf8"));
const providers = new Map();

const provider = (name) => {
  if (!providers.has(name)) {
    const { key_id: keyId, team_id: teamId, pem: key } = asked.keys[name];
    const { host: address, port, ca } = asked;
    providers.set(name, new apn.Provider({ address, port, ca, token: { key, keyId, teamId }, connectionRetryLimit: 0 }));
  }
  return providers.get(name);
};

const answers = [];
for (const push of asked.pushes) {
  const note = new apn.Notification();
  note.rawPayload = push.payload;
  note.topic = push.topic;
  note.pushType = push.push_type;
  note.priority = push.priority;
  note.collapseId = push.collapse_id;
  note.id = push.id;
  // The library takes whatever is more than nothing.
  note.expiry = push.bad_expiration ? "1e9" : -1;
  const { sent, failed } = await provider(push.key).send(note, push.token);
  const [{ status, response, error } = {}] = failed;
  answers.push(sent.length ? "200" : `${status} ${response?.reason ?? error}`);
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
