// Puts a program's functions in an order in which they compress better: each
// beside one that it shares much with. What a function does hangs on nothing less
// than on its place.
import { binaryen, own, read } from "./split.mjs";
import { Reader } from "./symbols.mjs";

const FUNCTIONS = 3;
const CODE = 10;
// How many bytes make a piece. Functions are compared by the pieces that they share.
const PIECE = 4;
// A shorter function has little to share: such follow in the order of their types and lengths.
const SHORT = 16; // bytes
// How many of the last functions the next one is compared with. The nearer, the more it counts.
const BEFORE = 3;

/** The types and the bodies of a program's own functions. */
function parts(bytes) {
  const reader = new Reader(bytes, 8);
  const found = { types: [], bodies: [] };
  const many = (one) => Array.from({ length: reader.number() }, one);
  while (reader.at < bytes.length) {
    const section = reader.byte();
    const end = reader.number() + reader.at;
    if (section === FUNCTIONS) found.types = many(() => reader.number());
    if (section === CODE)
      found.bodies = many(() => {
        const length = reader.number();
        reader.at += length;
        return bytes.subarray(reader.at - length, reader.at);
      });
    reader.at = end;
  }
  return found;
}

/** The numbers of the functions, each after one that it shares much with. */
function chain(bodies) {
  const pieces = bodies.map((body) => {
    const all = new Set();
    for (let at = 0; at + PIECE <= body.length; at += 1) all.add(body.readUInt32LE(at));
    return all;
  });
  const users = new Map();
  pieces.forEach((all, at) => all.forEach((piece) => (users.get(piece) ?? users.set(piece, []).get(piece)).push(at)));
  // What many have says little, and what one has says nothing.
  const worth = ({ length }) => (length < 2 || length > bodies.length / 3 ? 0 : 1 / Math.log(1 + length));
  for (const [piece, all] of users) if (!worth(all)) users.delete(piece);

  const left = new Uint8Array(bodies.length).fill(1);
  const shared = new Float64Array(bodies.length);
  const order = [];
  for (let first = 0; order.length < bodies.length; ) {
    const likely = [];
    for (let distance = 1; distance <= Math.min(BEFORE, order.length); distance += 1)
      for (const piece of pieces[order.at(-distance)]) {
        const all = users.get(piece);
        if (!all) continue;
        const more = worth(all) / distance;
        for (const at of all) {
          if (!left[at]) continue;
          if (!shared[at]) likely.push(at);
          shared[at] += more;
        }
      }
    let [next, most] = [-1, 0];
    for (const at of likely) {
      const share = shared[at] / Math.sqrt(pieces[at].size);
      if (share > most) [next, most] = [at, share];
      shared[at] = 0;
    }
    while (next < 0) {
      if (left[first]) next = first;
      else first += 1;
    }
    left[next] = 0;
    order.push(next);
  }
  return order;
}

/** The same program with its functions in another order. */
export function ordered(bytes) {
  const { types, bodies } = parts(Buffer.from(bytes));
  const all = [...bodies.keys()];
  const long = all.filter((at) => bodies[at].length >= SHORT);
  const short = all.filter((at) => bodies[at].length < SHORT);
  short.sort((one, other) => types[one] - types[other] || bodies[one].length - bodies[other].length);
  const order = [...chain(long.map((at) => bodies[at])).map((at) => long[at]), ...short];

  const module = read(bytes);
  const functions = own(module);
  for (const { name } of functions) module.removeFunction(name);
  for (const at of order) {
    const { name, params, results, vars, body } = functions[at];
    module.addFunction(name, params, results, vars, body);
  }
  if (!module.validate()) throw new Error("the program in another order is not valid");
  const sorted = module.emitBinary();
  module.dispose();
  return sorted;
}
