import { Body, Controller, Delete, Get, HttpCode, Ip, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsoleSessionView, LoginRequest } from '../../../contracts/http/access.js';
import { Problem } from '../../../contracts/http/problem.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Public } from '../../http/roles.js';
import { ConsoleSessionService } from './console-session.service.js';

/** The same sessions as `sessions`, for a browser: the tokens go into cookies instead of the answer. */
@ApiTags('access')
@Controller('console/session')
export class ConsoleSessionController {
  constructor(private readonly sessions: ConsoleSessionService) {}

  @Post()
  @Public()
  @ApiOperation({ summary: '在网页上登录：令牌存入脚本读不到的 Cookie' })
  @ApiCreatedResponse({ type: ConsoleSessionView })
  @ApiTooManyRequestsResponse({ type: Problem, description: '尝试过多；Retry-After 说明要等几秒' })
  login(
    @Body() body: LoginRequest,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsoleSessionView> {
    return this.sessions.login(body, address, request, reply);
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: '换新的 Cookie；两个窗口同时来换，也都还在登录' })
  @ApiOkResponse({ type: ConsoleSessionView })
  refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsoleSessionView> {
    return this.sessions.refresh(request, reply);
  }

  @Get()
  @ApiOperation({ summary: '网页上登录的是谁' })
  @ApiOkResponse({ type: ConsoleSessionView })
  current(@CurrentPrincipal() principal: Principal): Promise<ConsoleSessionView> {
    return this.sessions.view(principal);
  }

  @Delete()
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: '在网页上退出登录' })
  @ApiNoContentResponse()
  logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.sessions.logout(request, reply);
  }
}
