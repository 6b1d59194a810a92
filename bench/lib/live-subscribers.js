// A process of its own: opens sockets as a client's would be, and keeps what each hears and when.
import WebSocket from 'ws';

/** Milliseconds of a clock that all processes of the machine share. */
const now = () => Number(process.hrtime.bigint()) / 1e6;
const AT_A_TIME = 20;

let all = [];

function open({ accountId, url, token }, query) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const opened = { accountId, socket, events: [], failure: undefined };
  return new Promise((resolve, reject) => {
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
    );
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`A socket was closed with ${code}`)));
    socket.on('message', (data) => {
      const at = now();
      const { type, payload } = JSON.parse(data.toString());
      if (type === 'next') opened.events.push([payload.data.viewerEvents.notification?.id, at]);
      else if (type === 'connection_ack') {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
        // What comes after the answer to this has been subscribed for.
        socket.send(JSON.stringify({ type: 'ping' }));
      } else if (type === 'pong') resolve(opened);
      else if (type === 'error') reject(new Error(JSON.stringify(payload)));
    });
  });
}

async function openAll({ sockets, query }) {
  for (const { socket } of all) {
    socket.removeAllListeners('close');
    await new Promise((resolve) => socket.once('close', resolve).close());
  }
  all = [];
  for (let at = 0; at < sockets.length; at += AT_A_TIME)
    all.push(...(await Promise.all(sockets.slice(at, at + AT_A_TIME).map((socket) => open(socket, query)))));
}

const answers = {
  count: () => ({ events: all.reduce((sum, { events }) => sum + events.length, 0) }),
  heard: () => all.map(({ accountId, events }) => ({ accountId, events })),
};

process.on('message', async (message) => {
  if (typeof message === 'string') process.send(answers[message]());
  else process.send((await openAll(message)) ?? {});
});
process.on('disconnect', () => process.exit(0));
