/** What the browser was told about the camera: `denied` when never to give it, so that it does not even ask; null where it does not say. */
export async function cameraPermission(): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state
  } catch {
    return null
  }
}
