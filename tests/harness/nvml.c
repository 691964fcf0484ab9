/* A driver's management library without a driver: one GPU, as nvidia-ml-py calls it.
 *
 * Source: NVIDIA, "NVML API Reference Guide", release 570: signatures, return codes and structures. */

#include <string.h>

enum { SUCCESS = 0, INVALID_ARGUMENT = 2, NOT_SUPPORTED = 3, NOT_FOUND = 6, TIMEOUT = 10 };

typedef struct { unsigned long long total, free, used; } Memory;
typedef struct { unsigned int gpu, memory; } Utilization;
typedef struct {
    void *device;
    unsigned long long type, data;
    unsigned int gpu_instance, compute_instance;
} Event;

static int board, events, registered, reported;
static const char *uuid = "GPU-8a3f0000-0000-0000-0000-000000000000";

int nvmlInitWithFlags(unsigned int flags) { return SUCCESS; }
int nvmlShutdown(void) { return SUCCESS; }
const char *nvmlErrorString(int code) { return "an error"; }

int nvmlDeviceGetCount_v2(unsigned int *count) { *count = 1; return SUCCESS; }

int nvmlDeviceGetHandleByIndex_v2(unsigned int index, void **device) {
    *device = &board;
    return index ? INVALID_ARGUMENT : SUCCESS;
}

int nvmlDeviceGetHandleByUUID(const char *name, void **device) {
    *device = &board;
    return strcmp(name, uuid) ? NOT_FOUND : SUCCESS;
}

int nvmlDeviceGetUUID(void *device, char *name, unsigned int length) {
    strncpy(name, uuid, length);
    return SUCCESS;
}

int nvmlDeviceGetIndex(void *device, unsigned int *index) { *index = 0; return SUCCESS; }
int nvmlDeviceGetDeviceHandleFromMigDeviceHandle(void *instance, void **device) { return INVALID_ARGUMENT; }
int nvmlDeviceGetMaxMigDeviceCount(void *device, unsigned int *count) { *count = 0; return SUCCESS; }

int nvmlDeviceGetMemoryInfo(void *device, Memory *memory) {
    *memory = (Memory){80ull << 30, 5ull << 30, 75ull << 30};
    return SUCCESS;
}

int nvmlDeviceGetUtilizationRates(void *device, Utilization *rates) {
    *rates = (Utilization){87, 40};
    return SUCCESS;
}

int nvmlDeviceGetTemperature(void *device, int sensor, unsigned int *celsius) { *celsius = 71; return SUCCESS; }
int nvmlDeviceGetPowerUsage(void *device, unsigned int *milliwatts) { *milliwatts = 305500; return SUCCESS; }
int nvmlEventSetCreate(void **set) { *set = &events; return SUCCESS; }

int nvmlDeviceRegisterEvents(void *device, unsigned long long types, void *set) {
    registered = types == 8;
    return SUCCESS;
}

int nvmlEventSetWait_v2(void *set, Event *event, unsigned int milliseconds) {
    if (!registered || reported) return TIMEOUT;
    reported = 1;
    *event = (Event){&board, 8, 79, 0, 0};
    return SUCCESS;
}
