/** A camera that the browser tells of. */
export interface CameraName {
  readonly id: string
  readonly label: string
}

/** The cameras that there are; they have names only once the person allowed one of them. */
export async function listCameras(): Promise<CameraName[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }))
}
