import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { FORM_BODIES } from '../contracts/http/forms/index.js';
import { Problem } from '../contracts/http/problem.js';
import { Configuration } from './config/configuration.js';
import { createApplication } from './http/application.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
const METHODS = ['get', 'put', 'post', 'patch', 'delete', 'head'] as const;

/** The document of a running application at /api/openapi.json, its reader at /api/docs; both are public. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => documentOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: '鱼水 API',
  });
}

/** The document alone: nothing listens, nothing connects. For tests and for generating clients. */
export async function buildOpenApi(): Promise<OpenAPIObject> {
  const configuration = Object.assign(new Configuration(), {
    LOG_LEVEL: 'silent',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  });
  return documentOf(await createApplication(configuration));
}

export function documentOf(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('鱼水 API')
    .setDescription(
      '双拥工作流程。所有错误都是 application/problem+json，`code` 供程序判断，`detail` 给人看。',
    )
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'POST /api/v1/sessions 返回的 accessToken',
    })
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, settings, {
    extraModels: [Problem, ...Object.values(FORM_BODIES)],
  });
  for (const operation of operationsOf(document)) complete(operation);
  return document;
}

function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.values(paths).flatMap((path) => METHODS.flatMap((method) => path[method] ?? []));
}

/** What holds for every endpoint of a sort, said once here instead of on each. */
function complete(operation: Operation): void {
  const open = (operation as { 'x-yushui-public'?: boolean })['x-yushui-public'] === true;
  if (open) operation.security = [];
  const parameters = (operation.parameters ?? []) as { name?: string; in?: string }[];
  const answers: Record<string, string> = {
    400: '请求有误',
    ...(open ? {} : { 401: '没有登录', 403: '没有权限' }),
    ...(parameters.some((parameter) => parameter.in === 'path') ? { 404: '没有找到' } : {}),
    ...(parameters.some((parameter) => parameter.name === 'Idempotency-Key') ? { 409: '与现状冲突' } : {}),
    503: '暂时不可用',
  };
  for (const [status, description] of Object.entries(answers))
    operation.responses[status] ??= problemResponse(description);
}

function problemResponse(description: string) {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
