# mockta in a container: the org on 6582, its admin listener on 6583.
# docker build -t mockta . && docker run --rm -p 127.0.0.1:6582:6582 -p 127.0.0.1:6583:6583 mockta

FROM node:22-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM node:22-alpine AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM node:22-alpine
ENV NODE_ENV=production
# Inside a container loopback is nobody's; who may come in is decided by the ports that are published.
ENV MOCKTA_HOST=0.0.0.0 MOCKTA_ADMIN_HOST=0.0.0.0 MOCKTA_PORT=6582 MOCKTA_ADMIN_PORT=6583
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY schema ./schema
COPY examples ./examples
USER node
EXPOSE 6582 6583
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=5 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.MOCKTA_ADMIN_PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/server/cli.js"]
