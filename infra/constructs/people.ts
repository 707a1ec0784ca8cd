/**
 * Who may sign in, where no issuer of the city's does that: a pool of people whom the office invites. What somebody may
 * do stands in the office's own table; the pool says only who they are.
 */
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib'
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { Stage } from '../stage.ts'
import { acknowledge } from './acknowledge.ts'

export class People extends Construct {
  readonly pool: UserPool
  readonly domain: UserPoolDomain

  constructor(scope: Construct, id: string, { name, agencyName, rehearsal }: Stage) {
    super(scope, id)
    this.pool = new UserPool(this, 'Pool', {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      autoVerify: { email: true },
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      // Nobody's data is behind a rehearsal, and whoever tries it has no phone at hand.
      mfa: rehearsal ? Mfa.OPTIONAL : Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      userInvitation: {
        emailSubject: `${agencyName}: tài khoản Đôn Đốc`,
        emailBody:
          `${agencyName} đã cấp cho đồng chí tài khoản trên hệ thống Đôn Đốc.<br>` +
          'Tên đăng nhập: {username}<br>Mật khẩu tạm: {####}<br>' +
          'Mật khẩu tạm dùng được trong 7 ngày; lần đăng nhập đầu tiên sẽ yêu cầu đặt mật khẩu mới.',
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    this.domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `dondoc-${name}-${Aws.ACCOUNT_ID}` },
    })
    acknowledge(this.pool, {
      COG8: 'The Plus plan adds threat protection at a price for each person. Accounts are few, invited one by one, with a second factor, and Cognito locks out repeated wrong passwords on every plan.',
      ...(rehearsal
        ? {
            COG2: 'A rehearsal stage holds invented people and nobody’s data; an office’s stage requires the second factor.',
          }
        : {}),
    })
  }

  get issuer(): string {
    // ProviderName is the issuer without its scheme (CloudFormation, AWS::Cognito::UserPool, return values).
    return `https://${this.pool.userPoolProviderName}`
  }

  /** The pages as a client: a code with PKCE, no secret that a browser would have to keep. A token is a working day's. */
  pagesClient(scope: Construct, id: string, publicUrl: string): UserPoolClient {
    return new UserPoolClient(scope, id, {
      userPool: this.pool,
      generateSecret: false,
      preventUserExistenceErrors: true,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${publicUrl}/dang-nhap`],
        logoutUrls: [`${publicUrl}/`],
      },
      idTokenValidity: Duration.hours(12),
      accessTokenValidity: Duration.hours(12),
      refreshTokenValidity: Duration.hours(12),
      enableTokenRevocation: true,
    })
  }
}
