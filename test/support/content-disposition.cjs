// @fastify/static requires this package, which is an ES module: Node 20.19 can do that, Jest on Node 20 can't. Nothing here downloads by it.
exports.create = () => {
  throw new Error('content-disposition is not loaded in tests');
};
