import { Body, Controller, Delete, Get, HttpCode, Ip, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import {
  LoginRequest,
  RefreshRequest,
  SessionGranted,
  SessionsView,
} from '../../../contracts/http/access.js';
import { Problem } from '../../../contracts/http/problem.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { OwnAccount, Public } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('access')
@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Post()
  @Public()
  @ApiOperation({ summary: '登录' })
  @ApiCreatedResponse({ type: SessionGranted })
  @ApiTooManyRequestsResponse({ type: Problem, description: '尝试过多；Retry-After 说明要等几秒' })
  login(@Body() body: LoginRequest, @Ip() address: string): Promise<SessionGranted> {
    return this.sessions.login(body, address);
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: '换一对新的令牌；旧的一对随即作废' })
  @ApiOkResponse({ type: SessionGranted })
  refresh(@Body() { refreshToken }: RefreshRequest): Promise<SessionGranted> {
    return this.sessions.refresh(refreshToken);
  }

  @Get()
  @ApiOperation({ summary: '本人的登录' })
  @ApiOkResponse({ type: SessionsView })
  own(@CurrentPrincipal() principal: Principal): Promise<SessionsView> {
    return this.sessions.own(principal);
  }

  @Delete('current')
  @OwnAccount()
  @HttpCode(204)
  @ApiOperation({ summary: '退出登录' })
  @ApiNoContentResponse()
  logout(@CurrentPrincipal() principal: Principal): Promise<void> {
    return this.sessions.revokeOwn(principal, principal.sessionId);
  }

  @Delete(':id')
  @OwnAccount()
  @HttpCode(204)
  @ApiOperation({ summary: '使本人的另一个登录失效' })
  @ApiNoContentResponse()
  revoke(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<void> {
    return this.sessions.revokeOwn(principal, id);
  }
}
