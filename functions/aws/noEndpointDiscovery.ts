/**
 * What stands in bundles in the place of `@aws-sdk/endpoint-cache`: DynamoDB's endpoints follow from the region, and its
 * client, which makes a cache for discovered ones and brings a library for it, never asks for any (unless
 * `endpointDiscoveryEnabled` is set, which nothing here does): 8 KB.
 */
export class EndpointCache {
  get(): never {
    throw new Error('Endpoints are not discovered here')
  }
}
